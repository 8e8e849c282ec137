import type { IToken } from 'chevrotain'
import type { BinaryExpr, Expr } from './ast.ts'
import { ListParser } from './list_parser.ts'
import * as t from './tokens.ts'

const arithmetic: ReadonlyMap<string, BinaryExpr['op']> = new Map([
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
])

/** Arithmetic, loosest first: `+ -`, `* /`, unary minus, a shifted date, `%` and `of`. */
export abstract class ArithmeticParser extends ListParser {
  readonly additive = this.RULE('additive', (): Expr => {
    const start = this.startOffset()
    let left = this.SUBRULE(this.multiplicative)
    this.MANY(() => {
      const op = this.OR([
        { ALT: () => this.CONSUME(t.Plus) },
        { ALT: () => this.CONSUME(t.Minus) },
      ])
      const right = this.SUBRULE2(this.multiplicative)
      left = this.binary(start, left, op, right)
    })
    return left
  })

  readonly multiplicative = this.RULE('multiplicative', (): Expr => {
    const start = this.startOffset()
    let left = this.SUBRULE(this.unary)
    this.MANY(() => {
      const op = this.OR([
        { ALT: () => this.CONSUME(t.Star) },
        { ALT: () => this.CONSUME(t.Slash) },
      ])
      const right = this.SUBRULE2(this.unary)
      left = this.binary(start, left, op, right)
    })
    return left
  })

  private binary(start: number, left: Expr, op: IToken, right: Expr): Expr {
    const sign = arithmetic.get(op.image) ?? '+'
    return { kind: 'binary', op: sign, left, right, span: this.spanFrom(start) }
  }

  readonly unary = this.RULE('unary', (): Expr => {
    const start = this.startOffset()
    return this.choose<Expr>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(t.Minus)
            const operand = this.nested(() => this.SUBRULE(this.unary))
            return { kind: 'negate', operand, span: this.spanFrom(start) }
          },
        },
        { ALT: () => this.SUBRULE(this.shift) },
      ],
      ERR_MSG: 'a value',
    })
  })

  /** `3 years before policy.effective_on`. */
  readonly shift = this.RULE('shift', (): Expr => {
    const start = this.startOffset()
    const amount = this.SUBRULE(this.percent)
    const shifted = this.OPTION({
      GATE: () => this.isAt(2, t.Before, t.After),
      DEF: (): Expr => {
        const unit = this.SUBRULE(this.dateUnit)
        const direction = this.SUBRULE(this.direction)
        const date = this.nested(() => this.SUBRULE(this.unary))
        return { kind: 'shift', amount, unit, direction, date, span: this.spanFrom(start) }
      },
    })
    return shifted ?? amount
  })

  readonly percent = this.RULE('percent', (): Expr => {
    const start = this.startOffset()
    const operand = this.SUBRULE(this.primary)
    const percent = this.OPTION((): Expr => {
      this.CONSUME(t.Percent)
      const span = this.spanFrom(start)
      const whole = this.OPTION2(() => {
        this.CONSUME(t.Of)
        return this.nested(() => this.SUBRULE(this.percent))
      })
      return whole
        ? { kind: 'percent_of', percent: operand, whole, span: this.spanFrom(start) }
        : { kind: 'percent', operand, span }
    })
    return percent ?? operand
  })

  readonly primary = this.RULE('primary', (): Expr =>
    this.choose<Expr>({
      DEF: [
        { ALT: () => this.SUBRULE(this.number) },
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.SUBRULE(this.group) },
        { ALT: () => this.SUBRULE(this.nth) },
        {
          GATE: () => this.isEntityAt(2),
          ALT: () => this.SUBRULE(this.quantified),
          IGNORE_AMBIGUITIES: true,
        },
        { ALT: () => this.SUBRULE(this.noLiteral), IGNORE_AMBIGUITIES: true },
        {
          GATE: () => this.isAt(2, t.Least, t.Most),
          ALT: () => this.SUBRULE(this.counted),
          IGNORE_AMBIGUITIES: true,
        },
        {
          GATE: () => this.isColumn(),
          ALT: () => this.SUBRULE(this.columnOf),
          IGNORE_AMBIGUITIES: true,
        },
        {
          GATE: () => this.isAt(2, t.Of),
          ALT: () => this.SUBRULE(this.aggregate),
          IGNORE_AMBIGUITIES: true,
        },
        {
          GATE: () => this.isAt(2, t.Of),
          ALT: () => this.SUBRULE(this.yearOf),
          IGNORE_AMBIGUITIES: true,
        },
        {
          GATE: () => this.isAt(2, t.Years, t.Year, t.Months, t.Days),
          ALT: () => this.SUBRULE(this.whole),
          IGNORE_AMBIGUITIES: true,
        },
        {
          GATE: () => !this.isAt(2, t.Dot, t.OpenIndex, t.With),
          ALT: () => this.SUBRULE(this.yesLiteral),
          IGNORE_AMBIGUITIES: true,
        },
        { ALT: () => this.SUBRULE(this.index), IGNORE_AMBIGUITIES: true },
        { ALT: () => this.SUBRULE(this.coverageWith), IGNORE_AMBIGUITIES: true },
        { ALT: () => this.SUBRULE(this.path), IGNORE_AMBIGUITIES: true },
      ],
      ERR_MSG: 'a value',
    })
  )
}
