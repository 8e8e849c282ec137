import type { IToken } from 'chevrotain'
import type {
  AggregateKind,
  BinaryExpr,
  CompareOp,
  DateUnit,
  Expr,
  Ident,
  IndexExpr,
  MemberExpr,
  NameExpr,
  NumberLiteral,
  RoundingMode,
} from './ast.ts'
import { LineParser, present, unquoted } from './line_parser.ts'
import * as t from './tokens.ts'

const arithmetic: ReadonlyMap<string, BinaryExpr['op']> = new Map([
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
])
const symbols: ReadonlyMap<string, CompareOp> = new Map([
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
])

/** What `rounded to 0.01 half up` and `round to 0.01 half up` have in common. */
export interface Rounding {
  readonly to: NumberLiteral
  readonly mode?: RoundingMode
}

/**
 * Values and conditions, loosest first: `or`, `and`, `not`, comparisons, `+ -`, `* /`, unary minus,
 * `%` and `of`. The condition after `with` and `has` reaches as far as the line allows.
 */
export abstract class ExpressionParser extends LineParser {
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

  readonly boundWords = this.RULE('boundWords', (): 'at least' | 'at most' => {
    this.CONSUME(t.At)
    return this.choose<'at least' | 'at most'>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Least), 'at least') },
        { ALT: () => (this.CONSUME(t.Most), 'at most') },
      ],
      ERR_MSG: '"at least" or "at most"',
    })
  })

  readonly roundingTo = this.RULE('roundingTo', (): Rounding => {
    this.CONSUME(t.To)
    const to = this.SUBRULE(this.number)
    const mode = this.OPTION(() => this.SUBRULE(this.roundingMode))
    return { to, ...present({ mode }) }
  })

  readonly roundingMode = this.RULE('roundingMode', (): RoundingMode =>
    this.choose<RoundingMode>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Up), 'up') },
        { ALT: () => (this.CONSUME(t.Down), 'down') },
        {
          ALT: () => {
            this.CONSUME(t.Half)
            return this.choose2<RoundingMode>({
              DEF: [
                { ALT: () => (this.CONSUME2(t.Up), 'half up') },
                { ALT: () => (this.CONSUME2(t.Down), 'half down') },
                { ALT: () => (this.CONSUME(t.Even), 'half even') },
              ],
              ERR_MSG: '"half up", "half down" or "half even"',
            })
          },
        },
      ],
      ERR_MSG: '"up", "down", "half up", "half down" or "half even"',
    })
  )

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

  readonly dateUnit = this.RULE('dateUnit', (): DateUnit =>
    this.choose<DateUnit>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Years), 'years') },
        { ALT: () => (this.CONSUME(t.Year), 'years') },
        { ALT: () => (this.CONSUME(t.Months), 'months') },
        { ALT: () => (this.CONSUME(t.Days), 'days') },
      ],
      ERR_MSG: '"years", "months" or "days"',
    })
  )

  readonly direction = this.RULE('direction', (): 'before' | 'after' =>
    this.choose<'before' | 'after'>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Before), 'before') },
        { ALT: () => (this.CONSUME(t.After), 'after') },
      ],
      ERR_MSG: '"before" or "after"',
    })
  )

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

  /** A word that names an entity, rather than beginning the clause that follows. */
  private isEntityAt(position: number): boolean {
    if (!this.isAt(position, t.Word)) return false
    if (this.isAt(position, t.As, t.Else)) return !this.isAt(position + 1, t.Text)
    return !this.isAt(position, t.Rounded, t.By) || !this.isAt(position + 1, t.To, t.Word)
  }

  readonly literal = this.RULE('literal', (): Expr =>
    this.choose<Expr>({
      DEF: [
        {
          ALT: () => {
            const token = this.CONSUME(t.LimitText)
            return { kind: 'limit', text: token.image, span: this.spanOf(token) }
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(t.DateText)
            return { kind: 'date', text: token.image, span: this.spanOf(token) }
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(t.Text)
            return { kind: 'text', text: unquoted(token.image), span: this.spanOf(token) }
          },
        },
      ],
      ERR_MSG: 'a value',
    })
  )

  readonly yesLiteral = this.RULE('yesLiteral', (): Expr => {
    const token = this.CONSUME(t.Yes)
    return { kind: 'yes_no', value: true, span: this.spanOf(token) }
  })

  readonly noLiteral = this.RULE('noLiteral', (): Expr => {
    const token = this.CONSUME(t.No)
    return { kind: 'yes_no', value: false, span: this.spanOf(token) }
  })

  readonly group = this.RULE('group', (): Expr => {
    const start = this.startOffset()
    this.CONSUME(t.OpenRound)
    const inner = this.SUBRULE(this.value)
    this.CONSUME(t.CloseRound)
    return { kind: 'group', inner, span: this.spanFrom(start) }
  })

  /** `any driver has ...`, `every driver is_clean`, `no violation with ...`. */
  readonly quantified = this.RULE('quantified', (): Expr => {
    const start = this.startOffset()
    const quantifier = this.choose<'any' | 'every' | 'no'>([
      { ALT: () => (this.CONSUME(t.Any), 'any') },
      { ALT: () => (this.CONSUME(t.Every), 'every') },
      { ALT: () => (this.CONSUME(t.No), 'no') },
    ])
    const entity = this.SUBRULE(this.ident)
    const linked = this.SUBRULE(this.linkedCondition)
    return { kind: 'quantified', quantifier, entity, ...linked, span: this.spanFrom(start) }
  })

  /** `at least 2 violations with ...`. */
  readonly counted = this.RULE('counted', (): Expr => {
    const start = this.startOffset()
    const quantifier = this.SUBRULE(this.boundWords)
    const count = this.nested(() => this.SUBRULE(this.primary))
    const entity = this.SUBRULE(this.ident)
    const linked = this.SUBRULE(this.linkedCondition)
    return { kind: 'quantified', quantifier, count, entity, ...linked, span: this.spanFrom(start) }
  })

  readonly linkedCondition = this.RULE(
    'linkedCondition',
    (): { link: 'with' | 'has' | 'bare'; condition?: Expr } => {
      const linked = this.OPTION({
        GATE: () => this.isAt(1, t.With, t.Has) || this.isEntityAt(1),
        DEF: () =>
          this.choose<{ link: 'with' | 'has' | 'bare'; condition?: Expr }>([
            {
              ALT: () => {
                this.CONSUME(t.With)
                return { link: 'with', condition: this.SUBRULE(this.expression) }
              },
            },
            {
              ALT: () => {
                this.CONSUME(t.Has)
                return { link: 'has', condition: this.SUBRULE2(this.expression) }
              },
            },
            { ALT: () => ({ link: 'bare', condition: this.SUBRULE(this.path) }) },
          ]),
      })
      return linked ?? { link: 'bare' }
    }
  )

  readonly aggregate = this.RULE('aggregate', (): Expr => {
    const start = this.startOffset()
    return this.choose<Expr>([
      {
        ALT: () => {
          this.CONSUME(t.Count)
          this.CONSUME(t.Of)
          const over = this.SUBRULE(this.ident)
          const condition = this.OPTION(() => {
            this.CONSUME(t.With)
            return this.SUBRULE(this.expression)
          })
          const span = this.spanFrom(start)
          return { kind: 'aggregate', aggregate: 'count', over, ...present({ condition }), span }
        },
      },
      {
        ALT: () => {
          const aggregate = this.choose2<AggregateKind>([
            { ALT: () => (this.CONSUME(t.Sum), 'sum') },
            { ALT: () => (this.CONSUME(t.Highest), 'highest') },
            { ALT: () => (this.CONSUME(t.Lowest), 'lowest') },
            { ALT: () => (this.CONSUME(t.Average), 'average') },
          ])
          this.CONSUME2(t.Of)
          const each = this.nested(() => this.SUBRULE(this.additive))
          this.CONSUME(t.OverWord)
          const over = this.SUBRULE2(this.ident)
          const condition = this.OPTION2(() => {
            this.CONSUME2(t.With)
            return this.SUBRULE2(this.expression)
          })
          const span = this.spanFrom(start)
          return { kind: 'aggregate', aggregate, each, over, ...present({ condition }), span }
        },
      },
    ])
  })

  /** `2nd highest of points over drivers with C, or 0 when there are fewer`. */
  readonly nth = this.RULE('nth', (): Expr => {
    const start = this.startOffset()
    const place = this.CONSUME(t.OrdinalText)
    const aggregate = this.choose<'highest' | 'lowest'>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Highest), 'highest') },
        { ALT: () => (this.CONSUME(t.Lowest), 'lowest') },
      ],
      ERR_MSG: '"highest" or "lowest"',
    })
    this.CONSUME(t.Of)
    const each = this.nested(() => this.SUBRULE(this.additive))
    this.CONSUME(t.OverWord)
    const over = this.SUBRULE(this.ident)
    const condition = this.OPTION(() => {
      this.CONSUME(t.With)
      return this.SUBRULE(this.expression)
    })
    const fewer = this.OPTION2({
      GATE: () => this.isAt(2, t.Or),
      DEF: () => {
        this.CONSUME(t.Comma)
        this.CONSUME(t.Or)
        const value = this.nested(() => this.SUBRULE2(this.additive))
        this.CONSUME(t.When)
        this.CONSUME(t.There)
        this.CONSUME(t.Are)
        this.CONSUME(t.Fewer)
        return value
      },
    })
    return this.ACTION(() => ({
      kind: 'aggregate',
      aggregate,
      nth: Number.parseInt(place.image, 10),
      each,
      over,
      ...present({ condition, fewer }),
      span: this.spanFrom(start),
    }))
  })

  readonly whole = this.RULE('whole', (): Expr => {
    const start = this.startOffset()
    this.CONSUME(t.Whole)
    const unit = this.SUBRULE(this.dateUnit)
    this.CONSUME(t.From)
    const from = this.nested(() => this.SUBRULE(this.additive))
    this.CONSUME(t.To)
    const to = this.nested(() => this.SUBRULE2(this.additive))
    return { kind: 'whole', unit, from, to, span: this.spanFrom(start) }
  })

  readonly yearOf = this.RULE('yearOf', (): Expr => {
    const start = this.startOffset()
    this.CONSUME(t.Year)
    this.CONSUME(t.Of)
    const date = this.nested(() => this.SUBRULE(this.primary))
    return { kind: 'year', date, span: this.spanFrom(start) }
  })

  /** `rate of rate_band[amount]`: an aggregate begins with a word of its own. */
  private isColumn(): boolean {
    const isAggregate = this.isAt(1, t.Sum, t.Count, t.Highest, t.Lowest, t.Average, t.Year)
    return !isAggregate && this.isAt(2, t.Of) && this.isAt(4, t.OpenIndex)
  }

  readonly columnOf = this.RULE('columnOf', (): Expr => {
    const start = this.startOffset()
    const column = this.SUBRULE(this.ident)
    this.CONSUME(t.Of)
    const read = this.nested(() => this.SUBRULE(this.index))
    return { ...read, column, span: this.spanFrom(start) }
  })

  readonly index = this.RULE('index', (): IndexExpr => {
    const start = this.startOffset()
    const target: Ident = this.SUBRULE(this.ident)
    this.CONSUME(t.OpenIndex)
    const args = [this.SUBRULE(this.expression)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      args.push(this.SUBRULE2(this.expression))
    })
    this.CONSUME(t.CloseIndex)
    return { kind: 'index', target, args, span: this.spanFrom(start) }
  })

  /** `BI with limit at least 30/60`, after `has`. */
  readonly coverageWith = this.RULE('coverageWith', (): Expr => {
    const start = this.startOffset()
    const coverage = this.SUBRULE(this.ident)
    this.CONSUME(t.With)
    const condition = this.SUBRULE(this.expression)
    return { kind: 'coverage_with', coverage, condition, span: this.spanFrom(start) }
  })

  /** `policy.term`, or a name alone. */
  readonly path = this.RULE('path', (): NameExpr | MemberExpr => {
    const start = this.startOffset()
    const token = this.CONSUME(t.Word)
    let path: NameExpr | MemberExpr = {
      kind: 'name',
      name: token.image,
      span: this.spanOf(token),
    }
    this.MANY(() => {
      this.CONSUME(t.Dot)
      const member = this.SUBRULE(this.ident)
      path = { kind: 'member', object: path, member, span: this.spanFrom(start) }
    })
    this.ACTION(() => this.reportLooseBracket(token))
    return path
  })

  /** `f [a, b]` would be read as a citation in silence. */
  private reportLooseBracket(name: IToken): void {
    const next = this.LA(1)
    if (next.tokenType !== t.CitationText) return
    const parts = next.image.slice(1, -1).split(',')
    const isLookUp = parts.every((part) => /^\s*[A-Za-z_]\w*(\.\w+)*\s*$/.test(part))
    if (!isLookUp || !parts.some((part) => /^\s*[a-z]/.test(part))) return
    this.report(
      next,
      'RATE136',
      `This is read as a citation, because a space stands between "${name.image}" and "[".`,
      `write ${name.image}${next.image} to look something up.`
    )
  }
}
