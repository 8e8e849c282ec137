import { Engine, type RuleProperties, type RuleResult } from 'json-rules-engine'

import type { Condition, RuleGroup } from '../program/program.ts'
import { factIn, OWN_OPERATORS, quantified } from './conditions.ts'
import type { Fired } from './evaluate.ts'
import type { OpenedProgram } from './opened_program.ts'
import type { Scope, World } from './world.ts'

/** What a run is about. */
interface Subject {
  readonly scope: Scope
  readonly world: World
  readonly fired: Fired
}

/** Engines that nobody uses now, by their group; as many are made as ratings are under way at once. */
const idle = new WeakMap<RuleGroup, StockEngine[]>()
const MOST_IDLE = 64

/** An engine of a group's rules that is the caller's alone until it is given back: two runs at once lose rules. */
export function takeStockEngine(group: RuleGroup, opened: OpenedProgram): StockEngine {
  return idle.get(group)?.pop() ?? new StockEngine(group, opened)
}

/** A stock json-rules-engine that has the rules of a group, and the facts that they speak of. */
class StockEngine {
  readonly #group: RuleGroup
  readonly #engine: Engine
  readonly #order: ReadonlyMap<string, number>
  readonly #listFacts = new Map<unknown, string>()
  #subject: Subject | undefined

  constructor(group: RuleGroup, { facts }: OpenedProgram) {
    this.#group = group
    this.#order = new Map(group.rules.map(({ name, event }) => [name, event.params.order]))
    // The program's JSON is the engine's own format; its type only lacks `readonly`.
    const rules = structuredClone(group.rules) as unknown as RuleProperties[]
    this.#engine = new Engine(rules)
    for (const [name, compare] of Object.entries(OWN_OPERATORS)) {
      this.#engine.addOperator(name, compare)
    }
    for (const quantifier of ['some', 'every', 'none'] as const) {
      this.#engine.addOperator(quantifier, (list: unknown, value: Condition) => {
        const fact = this.#listFacts.get(list)
        if (fact === undefined) throw new Error('A list that no fact gave')
        const { scope, world, fired } = this.#present()
        return quantified(quantifier, fact, value, scope, world, fired)
      })
    }
    const mentioned = new Set(group.rules.flatMap(({ conditions }) => factsOf(conditions)))
    for (const name of mentioned) {
      const isList = facts.get(name)?.type === 'list'
      this.#engine.addFact(name, () => {
        const { scope, world, fired } = this.#present()
        const value = factIn(name, scope, world, fired)
        if (isList) this.#listFacts.set(value, name)
        return value
      })
    }
  }

  /** What each rule comes to, in the plan's order. */
  async run(subject: Subject): Promise<readonly RuleResult[]> {
    this.#subject = subject
    const { results, failureResults } = await this.#engine.run()
    this.#subject = undefined
    this.#listFacts.clear()
    const placeOf = ({ name }: RuleResult) => this.#order.get(name) ?? 0
    return [...results, ...failureResults].toSorted((a, b) => placeOf(a) - placeOf(b))
  }

  /** Leaves the engine to the next rating. One whose run failed is not given back. */
  giveBack(): void {
    const others = idle.get(this.#group) ?? []
    if (others.length < MOST_IDLE) idle.set(this.#group, [...others, this])
  }

  #present(): Subject {
    if (!this.#subject) throw new Error('A fact was asked for outside a run')
    return this.#subject
  }
}

/** The facts that the engine itself reads; those inside quantifiers are read by their operators. */
function factsOf(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(factsOf)
  if ('any' in condition) return condition.any.flatMap(factsOf)
  if ('not' in condition) return factsOf(condition.not)
  const { fact, value } = condition
  return typeof value === 'object' && 'fact' in value ? [fact, value.fact] : [fact]
}
