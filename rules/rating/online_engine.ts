import { Almanac, Engine, Rule } from 'json-rules-engine'

import type { RuleEvent, RuleProgram } from '../program/program.ts'
import type { Compiler } from './compiler.ts'
import { compileJudge, type Evidence, type Judge } from './evidence.ts'
import type { Instance, Risk } from './risk.ts'
import type { Coverage } from './layout.ts'

/*
 * `Rule.evaluate`, `Engine.evaluateRules` and `Engine.prioritizeRules` are not in the published typings of json-rules-engine
 * 7.3.1; a test holds them, and what they leave behind, to the stock engine.
 */

/** What came of one rule, in the form of json-rules-engine's RuleResult. */
export interface OnlineRuleResult {
  readonly name: string
  readonly priority: number
  readonly event: RuleEvent
  readonly conditions: Evidence
  readonly result: boolean
}

/** What one run knows: the risk, and the entities and coverage that are in scope. */
export class OnlineAlmanac extends Almanac {
  readonly risk: Risk
  readonly #scope: readonly (Instance | null)[]
  readonly #coverage: Coverage | null
  readonly #results: OnlineRuleResult[] = []

  /** Takes the scope as it is at this moment. */
  constructor(risk: Risk) {
    super()
    this.risk = risk
    this.#scope = [...risk.scope]
    this.#coverage = risk.coverage
  }

  /** Puts this run's entities back in scope: other runs may have had their turn since. */
  enterScope(): void {
    for (const [index, instance] of this.#scope.entries()) this.risk.scope[index] = instance
    this.risk.coverage = this.#coverage
  }

  addResult(result: OnlineRuleResult): void {
    this.#results.push(result)
  }

  /** Called by `Engine.run`, which sorts them by result. */
  getResults(): readonly OnlineRuleResult[] {
    return this.#results
  }

  /** Called by `Engine.run` for each outcome. */
  getEvents(outcome: 'success' | 'failure'): readonly RuleEvent[] {
    const wanted = outcome === 'success'
    return this.#results.filter(({ result }) => result === wanted).map(({ event }) => event)
  }
}

/** A rule whose condition is compiled once to closures and judged without promises. */
export class OnlineRule extends Rule {
  readonly #program: RuleProgram
  readonly #judge: Judge

  constructor(program: RuleProgram, compiler: Compiler) {
    // The library takes JSON and changes none of it; its type lacks `readonly`.
    super(program as unknown as ConstructorParameters<typeof Rule>[0])
    this.#program = program
    this.#judge = compileJudge(program.conditions, compiler, true)
  }

  evaluate({ risk }: OnlineAlmanac): OnlineRuleResult {
    const { evidence, result } = this.#judge(risk)
    const { name, priority, event } = this.#program
    return { conditions: evidence, event, priority, name, result }
  }
}

/**
 * An engine that judges its rules in one synchronous loop. It keeps nothing between
 * runs and looks at no status, so that any number of runs may be in flight at once; it emits no
 * events but returns them.
 */
export class OnlineEngine extends Engine {
  readonly #sets: readonly (readonly OnlineRule[])[]

  constructor(rules: readonly OnlineRule[]) {
    super()
    for (const rule of rules) this.addRule(rule)
    this.#sets = [rules.toSorted((a, b) => b.priority - a.priority)]
  }

  /** One set of all rules by priority: a loop keeps their order without a turn of the queue for each. */
  prioritizeRules(): readonly (readonly OnlineRule[])[] {
    return this.#sets
  }

  evaluateRules(rules: readonly OnlineRule[], almanac: OnlineAlmanac): Promise<void> {
    almanac.enterScope()
    for (const rule of rules) almanac.addResult(rule.evaluate(almanac))
    return Promise.resolve()
  }
}
