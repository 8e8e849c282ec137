import { Almanac, Engine, Rule } from 'json-rules-engine'

import type { RuleEvent, RuleProgram } from '../program/program.ts'
import type { Compiler } from './compiler.ts'
import { compileJudge, type Evidence, type Judge } from './evidence.ts'
import type { Risk } from './risk.ts'
import { combinationKey, forEachCombination, type Of } from './slot.ts'

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

/** What one run knows: the risk, what the group is of, and what came of its rules. */
export class OnlineAlmanac extends Almanac {
  readonly risk: Risk
  readonly of: Of
  readonly #results: OnlineRuleResult[] = []

  constructor(risk: Risk, of: Of) {
    super()
    this.risk = risk
    this.of = of
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

  /** Its place in its group. */
  readonly index: number

  constructor(program: RuleProgram, index: number, compiler: Compiler) {
    // The library takes JSON and changes none of it; its type lacks `readonly`.
    super(program as unknown as ConstructorParameters<typeof Rule>[0])
    this.index = index
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
 * An engine that judges its rules in one synchronous loop, once for each combination of what they
 * are of. It keeps nothing between runs and looks at no status, so that any number of runs may be in
 * flight at once; it emits no events but returns them.
 */
export class OnlineEngine extends Engine {
  readonly #group: number
  readonly #sets: readonly (readonly OnlineRule[])[]

  /** The rules of one of the program's groups, by the group's place. */
  constructor(group: number, rules: readonly OnlineRule[]) {
    super()
    for (const rule of rules) this.addRule(rule)
    this.#group = group
    this.#sets = [rules.toSorted((a, b) => b.priority - a.priority)]
  }

  /** One set of all rules by priority: a loop keeps their order without a turn of the queue for each. */
  prioritizeRules(): readonly (readonly OnlineRule[])[] {
    return this.#sets
  }

  /** Leaves the results with the almanac, and for each combination with the risk. */
  evaluateRules(rules: readonly OnlineRule[], almanac: OnlineAlmanac): Promise<void> {
    const { risk, of } = almanac
    forEachCombination(of, risk, () => {
      const results = new Array<OnlineRuleResult>(rules.length)
      for (const rule of rules) {
        const result = rule.evaluate(almanac)
        results[rule.index] = result
        almanac.addResult(result)
      }
      risk.keepResults(this.#group, combinationKey(of, risk), results)
    })
    return Promise.resolve()
  }
}
