import { LawRowParser, type Unfinished } from './law_row_parser.ts'
import type { LawRow, RegulationHeader } from './law_ast.ts'
import type { BlockLines } from './block_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

/** Regulations: the law of a state, a row each. */
export abstract class RegulationParser extends LawRowParser {
  protected readonly lawRows: LawRow[] = []
  protected lawHead: RegulationHeader | undefined

  private readonly lawLines: BlockLines = {
    starts: () =>
      this.isAt(1, t.Regulation, t.Forbid, t.Require, t.Offer) ||
      this.isAt(1, t.Ask, t.Discount, t.Fee, t.Notice),
    words: ['regulation', 'forbid', 'require', 'offer', 'ask', 'discount', 'fee', 'notice'],
    what: '"forbid", "require", "offer", "ask", "discount", "fee" or "notice"',
    isOutermost: true,
  }

  readonly regulationFile = this.RULE('regulationFile', (): void => {
    const state = this.blockState()
    this.MANY({
      GATE: () => this.hasLine(state, this.lawLines),
      DEF: () => {
        const row = this.choose<LawRow | undefined>([
          { ALT: () => this.SUBRULE(this.regulationHead) },
          { ALT: () => this.attempt(() => this.SUBRULE(this.lawRow)) },
        ])
        this.ACTION(() => {
          if (row) this.lawRows.push(row)
        })
      },
    })
  })

  readonly regulationHead = this.RULE('regulationHead', (): undefined => {
    const word = this.LA(1)
    const head = this.attempt(() => this.SUBRULE(this.regulationLine))
    this.ACTION(() => {
      if (this.lawHead) this.reportTwice(word)
      this.lawHead ??= head
    })
    return undefined
  })

  readonly regulationLine = this.RULE('regulationLine', (): RegulationHeader => {
    const start = this.startOffset()
    this.CONSUME(t.Regulation)
    const name = this.SUBRULE(this.ident)
    const title = this.OPTION(() => this.SUBRULE(this.title))
    this.CONSUME(t.Of)
    const of = this.SUBRULE2(this.ident)
    this.CONSUME(t.In)
    const state = this.SUBRULE3(this.ident)
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { name, ...present({ title }), of, in: state, span }
  })

  readonly lawRow = this.RULE('lawRow', (): LawRow => {
    const start = this.startOffset()
    const word = this.LA(1)
    const said = this.choose<Unfinished>([
      { ALT: () => this.SUBRULE(this.forbidding) },
      { ALT: () => this.SUBRULE(this.requiring) },
      { ALT: () => this.SUBRULE(this.offering) },
      { ALT: () => this.SUBRULE(this.asking) },
      { ALT: () => this.SUBRULE(this.discounting) },
      { ALT: () => this.SUBRULE(this.charging) },
      { ALT: () => this.SUBRULE(this.noticing) },
    ])
    const terms = this.SUBRULE(this.lawTerms)
    const span = this.spanFrom(start)
    this.ACTION(() => {
      const lacking = [
        ...(terms.confidence ? [] : ['its confidence']),
        ...(terms.citation ? [] : ['its citation']),
      ]
      if (lacking.length === 0 || !this.isNext(t.Newline)) return
      const help =
        'end the row with "confidence high", "medium" or "low", and with its source in brackets.'
      this.report(word, 'RATE137', `This row of law lacks ${lacking.join(' and ')}.`, help)
    })
    this.SUBRULE(this.endOfLine)
    return { ...said, terms, span }
  })
}
