import { childrenOf } from '../plan/children.ts'
import type { PlanModel, Value, ValueOf } from '../plan/model.ts'
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
 * answer changes nothing.
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
  trailTo(value: Value): Trail | null {
    switch (value.kind) {
      case 'field':
        if (!this.#options.isFactor(value.entity, value.field.name)) return null
        return [{ span: value.span, words: `${value.entity}.${value.field.name}` }]
      case 'let':
        return onward(this.#ofLet(value.name), value, value.name)
      case 'discounts':
        return onward(this.#ofDiscounts(), value, 'discounts')
      case 'lookup':
        return this.#ofLookup(value)
      case 'aggregate':
        return this.#ofAggregate(value)
      case 'quantified': {
        const words = { some: 'any', every: 'every', none: 'no' }[value.quantifier]
        const inner = this.#first(childrenOf(value))
        return onward(inner, value, `${words} ${value.over} (condition)`)
      }
      case 'rounded':
        return onward(this.trailTo(value.operand), value, `rounded to ${value.to} (rounding)`)
      case 'cases':
        return this.#ofCases(value)
      case 'within': {
        const who = this.trailTo(value.is)
        if (who) return onward(who, value, `which ${value.entity} is meant (reference)`)
        return this.trailTo(value.then)
      }
      default:
        return this.#first(childrenOf(value))
    }
  }

  #first(values: readonly Value[]): Trail | null {
    for (const value of values) {
      const trail = this.trailTo(value)
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

  #ofLet(name: string): Trail | null {
    const model = this.#plan.lets.get(name)
    if (!model || this.#options.through.has(name)) return null
    return this.#once(name, () => this.trailTo(model.value))
  }

  #ofLookup(value: ValueOf<'lookup'>): Trail | null {
    if (this.#options.through.has(value.table)) return null
    const trail = this.#first(value.keys)
    return trail && [...trail, { span: value.nameSpan, words: `${value.table} (table key)` }]
  }

  #ofAggregate(value: ValueOf<'aggregate'>): Trail | null {
    const what = `${value.aggregate} over ${plural(value.over)}`
    const where = value.where && this.trailTo(value.where)
    if (where) return onward(where, value, `${what} (condition)`)
    return value.each && onward(this.trailTo(value.each), value, `${what} (aggregate)`)
  }

  #ofCases(value: ValueOf<'cases'>): Trail | null {
    for (const { when, then } of value.cases) {
      const decided = this.trailTo(when)
      if (decided) return [...decided, { span: when.span, words: 'which case holds (condition)' }]
      const trail = this.trailTo(then)
      if (trail) return trail
    }
    return value.otherwise && this.trailTo(value.otherwise)
  }

  #ofDiscounts(): Trail | null {
    const { discounts } = this.#plan
    if (!discounts) return null
    return this.#once(' discounts', () => {
      for (const { name, when, percent } of discounts.items) {
        const decided = when && this.trailTo(when)
        if (decided && when) {
          return [...decided, { span: when.span, words: `discount ${name} (condition)` }]
        }
        const trail = this.trailTo(percent)
        if (trail) return [...trail, { span: percent.span, words: `discount ${name}` }]
      }
      const { atMost } = discounts
      return atMost && onward(this.trailTo(atMost), atMost, 'the most that discounts come to')
    })
  }
}

function onward(trail: Trail | null, { span }: Value, words: string): Trail | null {
  return trail && [...trail, { span, words }]
}
