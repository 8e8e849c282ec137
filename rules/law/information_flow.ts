import { childrenOf } from '../plan/children.ts'
import type { PlanModel, Value, ValueOf } from '../plan/model.ts'
import { boundCoverage } from '../plan/domain_of.ts'
import { reached } from '../plan/reachable.ts'
import { possibleCases, staticCondition } from '../plan/static_condition.ts'
import { plural } from '../plan/shape_index.ts'
import type { Span } from '../source.ts'

/** One station of information on its way: where it is, and what it has become. */
export interface Hop {
  readonly span: Span
  readonly words: string
}

/** The way from an input, which comes first, to the place where something depends on it. */
export type Trail = readonly Hop[]

export interface FlowOptions {
  /** Whether an answer is the one that is followed. */
  readonly isFactor: (entity: string, field: string) => boolean
  /** Values and tables that may know it: what only they say of it is not followed. */
  readonly through: ReadonlySet<string>
}

/**
 * Follows an answer through values, conditions, the keys of tables, discounts, aggregates, references
 * and roundings. Whatever can't carry the answer has no trail: where there is none, changing the
 * answer changes nothing. What the coverage (null: any) decides alone carries nothing.
 */
export class InformationFlow {
  readonly #plan: Pick<PlanModel, 'lets' | 'discounts'>
  readonly #options: FlowOptions
  readonly #known = new Map<string, Trail | null>()

  constructor(plan: Pick<PlanModel, 'lets' | 'discounts'>, options: FlowOptions) {
    this.#plan = plan
    this.#options = options
  }

  /** How the answer reaches a value; null where it does not. */
  trailTo(value: Value, coverage: string | null): Trail | null {
    if (coverage !== null && staticCondition(value, coverage) !== null) return null
    switch (value.kind) {
      case 'field':
        if (!this.#options.isFactor(value.entity, value.field.name)) return null
        return [{ span: value.span, words: `${value.entity}.${value.field.name}` }]
      case 'let':
        return onward(this.#ofLet(value.name, coverage), value, value.name)
      case 'discounts':
        return onward(this.#ofDiscounts(coverage), value, 'discounts')
      case 'lookup':
        return this.#ofLookup(value, coverage)
      case 'aggregate':
        return this.#ofAggregate(value, coverage)
      case 'quantified': {
        const words = { some: 'any', every: 'every', none: 'no' }[value.quantifier]
        const inner = this.#first(childrenOf(value), coverage)
        return onward(inner, value, `${words} ${value.over} (condition)`)
      }
      case 'rounded':
        return onward(
          this.trailTo(value.operand, coverage),
          value,
          `rounded to ${value.to} (rounding)`
        )
      case 'cases':
        return this.#ofCases(value, coverage)
      case 'within': {
        const who = this.trailTo(value.is, coverage)
        if (who) return onward(who, value, `which ${value.entity} is meant (reference)`)
        return this.trailTo(value.then, boundCoverage(value, coverage))
      }
      case 'assigned': {
        const words = `which ${value.from} is assigned (rank)`
        return onward(this.#first(childrenOf(value), coverage), value, words)
      }
      default:
        return this.#first(childrenOf(value), coverage)
    }
  }

  #first(values: readonly Value[], coverage: string | null): Trail | null {
    for (const value of values) {
      const trail = this.trailTo(value, coverage)
      if (trail) return trail
    }
    return null
  }

  #once(key: string, find: () => Trail | null): Trail | null {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#known.set(key, null)
    const found = find()
    this.#known.set(key, found)
    return found
  }

  #ofLet(name: string, coverage: string | null): Trail | null {
    const model = this.#plan.lets.get(name)
    if (!model || this.#options.through.has(name)) return null
    const inner = model.of.includes('coverage') ? coverage : null
    return this.#once(`${name} ${inner ?? ''}`, () => this.trailTo(model.value, inner))
  }

  #ofLookup(value: ValueOf<'lookup'>, coverage: string | null): Trail | null {
    if (this.#options.through.has(value.table)) return null
    const trail = this.#first(value.keys, coverage)
    return trail && [...trail, { span: value.nameSpan, words: `${value.table} (table key)` }]
  }

  #ofAggregate(value: ValueOf<'aggregate'>, coverage: string | null): Trail | null {
    const what = `${value.aggregate} over ${plural(value.over)}`
    const where = value.where && this.trailTo(value.where, coverage)
    if (where) return onward(where, value, `${what} (condition)`)
    const each = this.#first(
      [value.each, value.fewer].filter((inner) => inner !== null),
      coverage
    )
    return onward(each, value, `${what} (aggregate)`)
  }

  #ofCases(value: ValueOf<'cases'>, coverage: string | null): Trail | null {
    for (const { when } of value.cases) {
      const decided = this.trailTo(when, coverage)
      if (decided) return [...decided, { span: when.span, words: 'which case holds (condition)' }]
    }
    return this.#first(possibleCases(value, coverage), coverage)
  }

  #ofDiscounts(coverage: string | null): Trail | null {
    const { discounts } = this.#plan
    if (!discounts) return null
    return this.#once(` ${coverage ?? ''}`, () => {
      for (const { name, when, percent } of discounts.items) {
        if (reached(when, null, [coverage]).length === 0) continue
        const decided = when && this.trailTo(when, coverage)
        if (decided && when) {
          return [...decided, { span: when.span, words: `discount ${name} (condition)` }]
        }
        const trail = this.trailTo(percent, coverage)
        if (trail) return [...trail, { span: percent.span, words: `discount ${name}` }]
      }
      const { atMost } = discounts
      const trail = atMost && this.trailTo(atMost, coverage)
      return trail && onward(trail, atMost, 'the most that discounts come to')
    })
  }
}

function onward(trail: Trail | null, { span }: Value, words: string): Trail | null {
  return trail && [...trail, { span, words }]
}
