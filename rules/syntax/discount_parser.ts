import type { Citation, DiscountItem, DiscountsBlock, Over } from './ast.ts'
import type { BlockLines } from './block_parser.ts'
import { present } from './present.ts'
import { RuleParser } from './rule_parser.ts'
import * as t from './tokens.ts'

type Combine = Pick<DiscountsBlock, 'combine' | 'atMost'>

/** Discounts: how they combine, and who has them. */
export abstract class DiscountParser extends RuleParser {
  private readonly discountLines: BlockLines = {
    starts: () => this.isAt(1, t.Word) && !this.isStep(),
    words: ['combine'],
    what: 'a discount',
    oncePerRun: true,
  }

  /** A step among discounts has lost the head of its premium; a discount may have its name, though. */
  private isStep(): boolean {
    const isStepWord = this.isAt(
      1,
      ...[t.Base, t.Times, t.PlusWord, t.MinusWord, t.Becomes, t.At, t.Round]
    )
    const isDiscount =
      this.isAt(2, t.Text) || (this.isAt(2, t.NumberText) && this.isAt(3, t.Percent))
    return isStepWord && !isDiscount
  }

  readonly discountsBlock = this.RULE('discountsBlock', (): DiscountsBlock | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const before = this.problemCount
    const head = this.attempt(() => this.SUBRULE(this.discountsLine))
    this.ACTION(() => this.expectBlock(word, '"combine by" and its discounts'))
    const inside = this.OPTION(() => this.SUBRULE(this.discountList))
    return this.ACTION(() => {
      if (!head || !inside) return undefined
      if (!inside.combine && this.problemCount === before && !this.isLostLineNext()) {
        this.add('RATE137', this.spanOf(word), 'These discounts lack their "combine by".')
      }
      const { combine = { combine: 'sum' }, items } = inside
      return { kind: 'discounts', ...head, ...combine, items, span: this.spanFrom(start) }
    })
  })

  readonly discountsLine = this.RULE('discountsLine', (): { over: Over; citation?: Citation } => {
    this.CONSUME(t.Discounts)
    this.OPTION(() => this.CONSUME(t.Of))
    const over = this.SUBRULE(this.over)
    const citation = this.OPTION2(() => this.SUBRULE(this.citation))
    this.SUBRULE(this.endOfLine)
    return { over, ...present({ citation }) }
  })

  readonly discountList = this.RULE(
    'discountList',
    (): {
      combine?: Combine
      items: readonly DiscountItem[]
    } => {
      const state = this.blockState()
      const items: DiscountItem[] = []
      let combine: Combine | undefined
      this.CONSUME(t.Indent)
      this.MANY({
        GATE: () => this.hasLine(state, this.discountLines),
        DEF: () =>
          this.OR({
            MAX_LOOKAHEAD: 1,
            DEF: [
              {
                GATE: () => this.isAt(2, t.By),
                ALT: () => {
                  const word = this.LA(1)
                  const read = this.attempt(() => this.SUBRULE(this.combineLine))
                  this.ACTION(() => {
                    if (read && combine) this.reportTwice(word)
                    combine ??= read
                  })
                },
                IGNORE_AMBIGUITIES: true,
              },
              {
                ALT: () => {
                  const item = this.attempt(() => this.SUBRULE(this.discountItem))
                  if (item) items.push(item)
                },
                IGNORE_AMBIGUITIES: true,
              },
            ],
          }),
      })
      this.CONSUME(t.Dedent)
      return { ...present({ combine }), items }
    }
  )

  readonly combineLine = this.RULE('combineLine', (): Combine => {
    this.CONSUME(t.Combine)
    this.CONSUME(t.By)
    const combine = this.choose<Combine['combine']>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Sum), 'sum') },
        { ALT: () => (this.CONSUME(t.Product), 'product') },
      ],
      ERR_MSG: '"sum" or "product"',
    })
    const atMost = this.OPTION(() => {
      this.CONSUME(t.Comma)
      this.CONSUME(t.At)
      this.CONSUME(t.Most)
      return this.SUBRULE(this.additive)
    })
    this.SUBRULE(this.endOfLine)
    return { combine, ...present({ atMost }) }
  })

  readonly discountItem = this.RULE('discountItem', (): DiscountItem => {
    const start = this.startOffset()
    const name = this.SUBRULE(this.ident)
    const title = this.OPTION(() => this.SUBRULE(this.title))
    const percent = this.SUBRULE(this.additive)
    const when = this.OPTION2(() => this.SUBRULE(this.whenClause))
    const period = this.SUBRULE(this.period)
    const citation = this.OPTION3(() => this.SUBRULE(this.citation))
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { name, percent, ...period, ...present({ title, when, citation }), span }
  })
}
