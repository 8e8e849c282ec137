import type { IToken } from 'chevrotain'
import type { CompareOp, Expr } from './ast.ts'
import { ArithmeticParser } from './arithmetic_parser.ts'
import * as t from './tokens.ts'

const symbols: ReadonlyMap<string, CompareOp> = new Map([
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
])

/**
 * Values and conditions, loosest first: `or`, `and`, `not`, comparisons, then arithmetic. The
 * condition after `with` and `has` reaches as far as the line allows.
 */
export abstract class ExpressionParser extends ArithmeticParser {
  /** An expression with the bounds and the rounding that may follow a value. */
  readonly value = this.RULE('value', (): Expr => {
    const start = this.startOffset()
    let expr = this.SUBRULE(this.expression)
    this.MANY(() => {
      expr = this.choose<Expr>([
        {
          ALT: () => {
            this.CONSUME(t.Comma)
            const bound = this.SUBRULE(this.boundWords)
            const limit = this.SUBRULE(this.additive)
            return { kind: 'bounded', bound, operand: expr, limit, span: this.spanFrom(start) }
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Rounded)
            const rounding = this.SUBRULE(this.roundingTo)
            return { kind: 'rounded', operand: expr, ...rounding, span: this.spanFrom(start) }
          },
        },
      ])
    })
    return expr
  })

  readonly expression = this.RULE('expression', (): Expr =>
    this.nested(() => {
      const start = this.startOffset()
      const operands = [this.SUBRULE(this.negation)]
      const words: IToken[] = []
      this.MANY(() => {
        words.push(this.OR([{ ALT: () => this.CONSUME(t.And) }, { ALT: () => this.CONSUME(t.Or) }]))
        operands.push(this.SUBRULE2(this.negation))
      })
      return this.ACTION(() => this.joined(start, operands, words))
    })
  )

  /** One tree for conditions between which `words` stand. */
  protected joined(start: number, operands: readonly Expr[], words: readonly IToken[]): Expr {
    const [first] = words
    const [operand] = operands
    if (!first || !operand) return operand ?? this.nothing()
    const kind = first.tokenType === t.And ? 'and' : 'or'
    const other = words.find((word) => word.tokenType !== first.tokenType)
    if (other) this.reportMixed(other)
    return { kind, operands: [...operands], span: this.spanFrom(start) }
  }

  protected reportMixed(word: IToken): void {
    this.report(
      word,
      'RATE133',
      '"and" and "or" stand beside each other without brackets.',
      'put brackets around what belongs together.'
    )
  }

  /** Stands for an operand while the grammar is being recorded, and never in a tree. */
  private nothing(): Expr {
    return { kind: 'text', text: '', span: this.spanFrom(0) }
  }

  readonly negation = this.RULE('negation', (): Expr => {
    const start = this.startOffset()
    return this.choose<Expr>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(t.Not)
            const operand = this.nested(() => this.SUBRULE(this.negation))
            return { kind: 'not', operand, span: this.spanFrom(start) }
          },
        },
        { ALT: () => this.SUBRULE(this.comparison) },
      ],
      ERR_MSG: 'a value or a condition',
    })
  })

  readonly comparison = this.RULE('comparison', (): Expr => {
    const start = this.startOffset()
    const left = this.SUBRULE(this.additive)
    const compared = this.OPTION({
      GATE: () => !this.isAt(1, t.At) || this.isAt(2, t.Least, t.Most),
      DEF: () =>
        this.choose<Expr>([
          { ALT: () => this.SUBRULE(this.isComparison, { ARGS: [start, left] }) },
          { ALT: () => this.SUBRULE(this.inComparison, { ARGS: [start, left] }) },
          { ALT: () => this.SUBRULE(this.orderComparison, { ARGS: [start, left] }) },
          { ALT: () => this.SUBRULE(this.withinComparison, { ARGS: [start, left] }) },
          { ALT: () => this.SUBRULE(this.hasComparison, { ARGS: [start, left] }) },
        ]),
    })
    return compared ?? left
  })

  readonly isComparison = this.RULE('isComparison', (start: number, left: Expr): Expr => {
    this.CONSUME(t.Is)
    return this.choose<Expr>([
      {
        ALT: () => {
          this.CONSUME(t.Given)
          return { kind: 'given', negated: false, operand: left, span: this.spanFrom(start) }
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Not)
          return this.choose2<Expr>([
            {
              ALT: () => {
                this.CONSUME2(t.Given)
                return { kind: 'given', negated: true, operand: left, span: this.spanFrom(start) }
              },
            },
            {
              ALT: () => {
                const right = this.SUBRULE(this.additive)
                const span = this.spanFrom(start)
                return { kind: 'compare', op: 'is not', words: false, left, right, span }
              },
            },
          ])
        },
      },
      {
        ALT: () => {
          const low = this.SUBRULE2(this.additive)
          const high = this.OPTION(() => {
            this.CONSUME(t.To)
            return this.SUBRULE3(this.additive)
          })
          const span = this.spanFrom(start)
          return high
            ? { kind: 'range', operand: left, low, high, span }
            : { kind: 'compare', op: 'is', words: false, left, right: low, span }
        },
      },
    ])
  })

  readonly inComparison = this.RULE('inComparison', (start: number, left: Expr): Expr => {
    const negated = this.OPTION(() => this.CONSUME(t.Not)) !== undefined
    this.CONSUME(t.In)
    const choices = [this.SUBRULE(this.additive)]
    this.MANY({
      GATE: () => !(this.isAt(2, t.At) && this.isAt(3, t.Least, t.Most)) && !this.isAt(2, t.Or),
      DEF: () => {
        this.CONSUME(t.Comma)
        choices.push(this.SUBRULE2(this.additive))
      },
    })
    return { kind: 'in', negated, operand: left, choices, span: this.spanFrom(start) }
  })

  readonly orderComparison = this.RULE('orderComparison', (start: number, left: Expr): Expr => {
    const { op, words } = this.choose<{ op: CompareOp; words: boolean }>([
      { ALT: () => this.orderOf(this.CONSUME(t.Less)) },
      { ALT: () => this.orderOf(this.CONSUME(t.LessEqual)) },
      { ALT: () => this.orderOf(this.CONSUME(t.Greater)) },
      { ALT: () => this.orderOf(this.CONSUME(t.GreaterEqual)) },
      {
        ALT: () => {
          const bound = this.SUBRULE(this.boundWords)
          return { op: bound === 'at least' ? '>=' : '<=', words: true }
        },
      },
    ])
    const right = this.SUBRULE(this.additive)
    return { kind: 'compare', op, words, left, right, span: this.spanFrom(start) }
  })

  private orderOf(token: IToken): { op: CompareOp; words: boolean } {
    return { op: symbols.get(token.image) ?? '<', words: false }
  }

  readonly withinComparison = this.RULE('withinComparison', (start: number, left: Expr): Expr => {
    this.CONSUME(t.Within)
    const amount = this.SUBRULE(this.percent)
    const unit = this.SUBRULE(this.dateUnit)
    const direction = this.SUBRULE(this.direction)
    const anchor = this.SUBRULE(this.additive)
    const span = this.spanFrom(start)
    return { kind: 'within', operand: left, amount, unit, direction, anchor, span }
  })

  readonly hasComparison = this.RULE('hasComparison', (start: number, left: Expr): Expr => {
    const has = this.CONSUME(t.Has)
    const condition = this.SUBRULE(this.expression)
    return this.ACTION(() => {
      if (left.kind === 'name' || left.kind === 'member') {
        return { kind: 'has', subject: left, condition, span: this.spanFrom(start) }
      }
      this.report(has, 'RATE131', 'Expected a name before "has", but found a value.')
      return condition
    })
  })
}
