import type { AggregateKind, Expr } from './ast.ts'
import { LeafParser } from './leaf_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

/** What is said of a list: whether any, every or none is so, and counts, sums, extremes and averages. */
export abstract class ListParser extends LeafParser {
  /** A word that names an entity, rather than beginning the clause that follows. */
  protected isEntityAt(position: number): boolean {
    if (!this.isAt(position, t.Word)) return false
    if (this.isAt(position, t.As, t.Else)) return !this.isAt(position + 1, t.Text)
    return !this.isAt(position, t.Rounded, t.By) || !this.isAt(position + 1, t.To, t.Word)
  }

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
}
