import type { FeeDecl } from './ast.ts'
import { present } from './line_parser.ts'
import { PremiumParser } from './premium_parser.ts'
import * as t from './tokens.ts'

/** Fees, charges and taxes. */
export abstract class FeeParser extends PremiumParser {
  readonly feeDecl = this.RULE('feeDecl', (): FeeDecl | undefined =>
    this.attempt(() => this.SUBRULE(this.feeLine))
  )

  readonly feeLine = this.RULE('feeLine', (): FeeDecl => {
    const start = this.startOffset()
    const charged = this.choose<FeeDecl['charged']>([
      { ALT: () => (this.CONSUME(t.Fee), 'fee') },
      { ALT: () => (this.CONSUME(t.Charge), 'charge') },
      { ALT: () => (this.CONSUME(t.Tax), 'tax') },
    ])
    const name = this.SUBRULE(this.ident)
    const title = this.OPTION(() => this.SUBRULE(this.title))
    const amount = this.SUBRULE(this.additive)
    const each = this.OPTION2(() => {
      this.CONSUME(t.Each)
      return this.SUBRULE2(this.ident)
    })
    const by = this.OPTION3(() => {
      this.CONSUME(t.By)
      return this.SUBRULE3(this.ident)
    })
    const rounded = this.OPTION4(() => {
      this.OPTION7(() => this.CONSUME(t.Comma))
      this.CONSUME(t.Rounded)
      return this.SUBRULE(this.roundingTo)
    })
    const when = this.OPTION5(() => this.SUBRULE(this.whenClause))
    const period = this.SUBRULE(this.period)
    const citation = this.OPTION6(() => this.SUBRULE(this.citation))
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    const optional = present({ title, each, by, rounded, when, citation })
    return { kind: 'fee', charged, name, amount, ...period, ...optional, span }
  })
}
