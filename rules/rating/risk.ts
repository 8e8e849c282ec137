import type { EntityFacts, Facts } from '../facts/facts.ts'
import { integer, type Exact } from '../money/decimal.ts'
import { known, type Coverage, type Kind, type Layout } from './layout.ts'

/** What an expression comes to: a number, a text or date, a yes/no, an entity, a list; null: not given. */
export type Value = Exact | string | boolean | Instance | readonly Instance[] | null

const NONE: readonly Instance[] = []
const NO_RESULTS: readonly RuleOutcome[] = []
const NO_COVERAGES: Readonly<Record<string, unknown>> = {}

const NOTHING = integer(0)

/** The sum of the premiums, that of the fees so far, and what each of those came to. */
export interface Charged {
  readonly premium: Exact
  readonly fees: Exact
  readonly byName: Map<string, Exact>
}

/** What was in scope at some moment. */
export interface Scope {
  readonly entities: readonly (Instance | null)[]
  readonly coverage: Coverage | null
}

/** What came of a rule. */
interface RuleOutcome {
  readonly result: boolean
}

/** One entity of a risk. */
export class Instance {
  readonly kind: Kind
  /** Its 1-based place in its list. */
  readonly number: number
  /** Its place among all entities of its kind in this risk. */
  readonly ordinal: number
  readonly holder: Instance | null
  readonly facts: EntityFacts
  /** Those it has taken, in the shape's order. */
  readonly coverages: readonly Coverage[]
  /** By the kind's index; null where it holds none. */
  #lists: (readonly Instance[] | undefined)[] | null = null

  constructor(
    kind: Kind,
    number: number,
    ordinal: number,
    holder: Instance | null,
    facts: EntityFacts
  ) {
    this.kind = kind
    this.number = number
    this.ordinal = ordinal
    this.holder = holder
    this.facts = facts
    this.coverages =
      kind.coverages.length === 0
        ? kind.coverages
        : kind.coverages.filter(({ name }) => this.terms(name) !== null)
  }

  /** The entities of a kind that it holds. */
  list(kind: Kind): readonly Instance[] {
    return this.#lists?.[kind.index] ?? NONE
  }

  hold(kind: Kind, list: readonly Instance[]): void {
    this.#lists ??= []
    this.#lists[kind.index] = list
  }

  /** Whether it carries the coverage. */
  hasTaken(coverage: Coverage): boolean {
    return this.coverages.includes(coverage)
  }

  /** The terms chosen for a coverage, or null where it is not taken. */
  terms(coverage: string): Readonly<Record<string, unknown>> | null {
    const { coverages } = this.facts
    const taken = isRecord(coverages) ? coverages : NO_COVERAGES
    const terms = Object.hasOwn(taken, coverage) ? taken[coverage] : null
    return isRecord(terms) ? terms : null
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * One risk while it is rated: its entities, those in scope at this moment, and the values found so
 * far. Scope changes only within one synchronous evaluation, which puts it back.
 */
export class Risk {
  readonly layout: Layout
  readonly policy: Instance
  /** The entity of each kind in scope, by the kind's index. */
  readonly scope: (Instance | null)[]
  /** The coverage in scope. */
  coverage: Coverage | null = null
  /** What a charge may speak of: it grows fee by fee. */
  charged: Charged = { premium: NOTHING, fees: NOTHING, byName: new Map() }
  /** The values of the policy found so far, by their index. */
  readonly single: (Value | undefined)[]
  /** All others: by the value's index, then by the entities it is of. */
  readonly found: ((Value | undefined)[] | undefined)[]
  /** By group, then by combination. */
  readonly #results: (readonly RuleOutcome[] | undefined)[][] = []
  readonly #all: Instance[][]
  readonly #facts: Facts

  constructor(layout: Layout, facts: Facts, values: number) {
    this.layout = layout
    this.#facts = facts
    this.#all = layout.kinds.map(() => [])
    this.scope = layout.kinds.map(() => null)
    this.single = new Array<Value | undefined>(values).fill(undefined)
    this.found = new Array<Value[] | undefined>(values).fill(undefined)
    const policyKind = known(layout.kinds[0], 'policy')
    this.policy = this.#instance(policyKind, 1, null, facts.policy)
    this.scope[0] = this.policy
  }

  /** What the rules of a group came to for a combination, in the group's order. */
  results(group: number, combination: number): readonly RuleOutcome[] {
    return this.#results[group]?.[combination] ?? NO_RESULTS
  }

  /** Whether a rule of a group fired for any combination. */
  hasFired(group: number, index: number): boolean {
    const combinations = this.#results[group]
    if (combinations === undefined) return false
    // Combinations that were not run leave holes.
    for (const results of combinations) if (results?.[index]?.result === true) return true
    return false
  }

  /** Keeps what the rules of a group came to for a combination. */
  keepResults(group: number, combination: number, results: readonly RuleOutcome[]): void {
    const combinations = (this.#results[group] ??= [])
    combinations[combination] = results
  }

  /** All entities of a kind, in the order of the facts. */
  all(kind: Kind): readonly Instance[] {
    return this.#all[kind.index] ?? NONE
  }

  /** The entity of a kind in scope; the compiler has seen to it that there is one. */
  at(kind: Kind): Instance {
    return known(this.scope[kind.index] ?? undefined, kind.name)
  }

  /** The list of a kind as the facts have it. */
  factsOf(kind: Kind, holder: Instance): readonly unknown[] {
    const key = kind.list ?? kind.name
    const list = holder === this.policy ? this.#facts[key] : holder.facts[key]
    return Array.isArray(list) ? list : NONE
  }

  /** Puts an entity, with those that hold it, in scope. */
  enter(instance: Instance): void {
    for (let at: Instance | null = instance; at; at = at.holder) this.scope[at.kind.index] = at
  }

  /** What is in scope now. */
  rememberScope(): Scope {
    return { entities: [...this.scope], coverage: this.coverage }
  }

  /** Does something in a scope that was remembered, then puts back the present one. */
  inScope<T>(scope: Scope, then: () => T): T {
    const before = this.rememberScope()
    this.#setScope(scope)
    try {
      return then()
    } finally {
      this.#setScope(before)
    }
  }

  #setScope({ entities, coverage }: Scope): void {
    for (const [at, instance] of entities.entries()) this.scope[at] = instance
    this.coverage = coverage
  }

  #instance(kind: Kind, number: number, holder: Instance | null, facts: EntityFacts): Instance {
    const peers = this.#all[kind.index] ?? []
    const instance = new Instance(kind, number, peers.length, holder, facts)
    peers.push(instance)
    for (const inner of this.layout.kinds) {
      if (inner.holder !== kind) continue
      const lists = holder ? facts : this.#facts
      const list = lists[inner.list ?? inner.name]
      // The shape's lists hold entities, as validation has shown.
      const entities = Array.isArray(list) ? (list as readonly EntityFacts[]) : []
      instance.hold(
        inner,
        entities.map((entity, index) => this.#instance(inner, index + 1, instance, entity))
      )
    }
    return instance
  }
}
