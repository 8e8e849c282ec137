import type { FeeBlock, FeeDecl } from './ast.ts'
import type { BlockLines } from './block_parser.ts'
import { present } from './present.ts'
import { PremiumParser } from './premium_parser.ts'
import * as t from './tokens.ts'

type FeeHead = Pick<FeeDecl, 'charged' | 'name' | 'title'>
type FeeTerms = Omit<FeeDecl, 'kind' | 'span' | keyof FeeHead>

/** Fees, charges and taxes: their amount on the same line, or several below it, each for its time. */
export abstract class FeeParser extends PremiumParser {
  private readonly feeLines: BlockLines = {
    starts: () => !this.isAt(1, t.Newline),
    words: [],
    what: 'an amount',
  }

  readonly feeDecl = this.RULE('feeDecl', (): FeeDecl | FeeBlock | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const line = this.attempt(() => this.SUBRULE(this.feeLine))
    const headSpan = this.spanFrom(start)
    const isHead = line?.terms === undefined
    this.ACTION(() => {
      if (line && isHead) this.expectBlock(word, 'its amounts, or its amount on the same line,')
    })
    const listed = this.OPTION({
      GATE: () => isHead,
      DEF: () => this.SUBRULE(this.feeAmounts),
    })
    return this.ACTION(() => {
      if (!line) return undefined
      const { head, citation, terms } = line
      if (terms) return { kind: 'fee', ...head, ...terms, span: headSpan }
      const alternatives = (listed ?? []).map((alternative): FeeDecl => ({
        ...present({ citation }),
        ...alternative,
        kind: 'fee',
        ...head,
      }))
      const span = this.spanFrom(start)
      return { kind: 'fee_block', ...head, ...present({ citation }), alternatives, span }
    })
  })

  readonly feeLine = this.RULE(
    'feeLine',
    (): { head: FeeHead; citation?: FeeDecl['citation']; terms?: FeeTerms } => {
      const charged = this.choose<FeeDecl['charged']>([
        { ALT: () => (this.CONSUME(t.Fee), 'fee') },
        { ALT: () => (this.CONSUME(t.Charge), 'charge') },
        { ALT: () => (this.CONSUME(t.Tax), 'tax') },
      ])
      const name = this.SUBRULE(this.ident)
      const title = this.OPTION(() => this.SUBRULE(this.title))
      const terms = this.OPTION2({
        GATE: () => !this.isAt(1, t.Newline, t.CitationText),
        DEF: () => this.SUBRULE(this.feeTerms),
      })
      const citation = this.OPTION3(() => this.SUBRULE(this.citation))
      this.SUBRULE(this.endOfLine)
      const head = { charged, name, ...present({ title }) }
      return terms
        ? { head, terms: { ...terms, ...present({ citation }) } }
        : { head, ...present({ citation }) }
    }
  )

  /** An amount with all that is said of it but its citation. */
  readonly feeTerms = this.RULE('feeTerms', (): FeeTerms => {
    const amount = this.SUBRULE(this.additive)
    const each = this.OPTION(() => {
      this.CONSUME(t.Each)
      return this.SUBRULE(this.ident)
    })
    const by = this.OPTION2(() => {
      this.CONSUME(t.By)
      return this.SUBRULE2(this.ident)
    })
    const rounded = this.OPTION3(() => {
      this.OPTION4(() => this.CONSUME(t.Comma))
      this.CONSUME(t.Rounded)
      return this.SUBRULE(this.roundingTo)
    })
    const when = this.OPTION5(() => this.SUBRULE(this.whenClause))
    const period = this.SUBRULE(this.period)
    return { amount, ...period, ...present({ each, by, rounded, when }) }
  })

  readonly feeAmounts = this.RULE(
    'feeAmounts',
    (): readonly (FeeTerms & Pick<FeeDecl, 'span'>)[] => {
      const state = this.blockState()
      const alternatives: (FeeTerms & Pick<FeeDecl, 'span'>)[] = []
      this.CONSUME(t.Indent)
      this.MANY({
        GATE: () => this.hasLine(state, this.feeLines),
        DEF: () => {
          const alternative = this.attempt(() => this.SUBRULE(this.feeAmount))
          if (alternative) alternatives.push(alternative)
        },
      })
      this.CONSUME(t.Dedent)
      return alternatives
    }
  )

  readonly feeAmount = this.RULE('feeAmount', (): FeeTerms & Pick<FeeDecl, 'span'> => {
    const start = this.startOffset()
    const terms = this.SUBRULE(this.feeTerms)
    const citation = this.OPTION(() => this.SUBRULE(this.citation))
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { ...terms, ...present({ citation }), span }
  })
}
