import { Almanac, Engine, Rule } from 'json-rules-engine'

import type { RuleEvent, RuleProgram } from '../program/program.ts'
import type { Test } from './compile_condition.ts'
import { compileVerdict } from './compile_verdict.ts'
import type { Compiler } from './compiler.ts'
import { compileJudge, type Evidence, type Judge } from './evidence.ts'
import type { Risk, Scope } from './risk.ts'
import { combinationKey, forEachCombination, type Of } from './slot.ts'

/*
 * `Rule.evaluate`, `Engine.evaluateRules` and `Engine.prioritizeRules` are not in the published typings of json-rules-engine
 * 7.3.1; a test holds them, and what they leave behind, to the stock engine.
 */

/**
 * What came of one rule, in the form of json-rules-engine's RuleResult. The evidence is gathered when it is read, in the
 * scope that the rule was judged in: what conditions speak of doesn't change once it was found.
 */
export class OnlineRuleResult {
  readonly result: boolean
  readonly #rule: OnlineRule
  readonly #judgedIn: JudgedIn

  constructor(rule: OnlineRule, judgedIn: JudgedIn, result: boolean) {
    this.#rule = rule
    this.#judgedIn = judgedIn
    this.result = result
  }

  get name(): string {
    return this.#rule.program.name
  }

  get priority(): number {
    return this.#rule.program.priority
  }

  get event(): RuleEvent {
    return this.#rule.program.event
  }

  get conditions(): Evidence {
    const { risk, scope } = this.#judgedIn
    return risk.inScope(scope, () => this.#rule.gather(risk))
  }

  /** As json-rules-engine writes it. */
  toJSON(): unknown {
    const { conditions, event, priority, name, result } = this
    return { conditions, event, priority, name, result }
  }
}

/** Where rules were judged, the same for all that were judged there. */
interface JudgedIn {
  readonly risk: Risk
  readonly scope: Scope
}

/** What one run knows: the risk, what the group is of, and what came of its rules. */
export class OnlineAlmanac extends Almanac {
  readonly risk: Risk
  readonly of: Of
  readonly #results: OnlineRuleResult[] = []
  #judgedIn: JudgedIn

  constructor(risk: Risk, of: Of) {
    super()
    this.risk = risk
    this.of = of
    this.#judgedIn = { risk, scope: risk.rememberScope() }
  }

  /** Where rules are judged at present. */
  get judgedIn(): JudgedIn {
    return this.#judgedIn
  }

  /** From now on rules are judged in the scope that the risk is in. */
  enterScope(): void {
    this.#judgedIn = { risk: this.risk, scope: this.risk.rememberScope() }
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
    const events: RuleEvent[] = []
    for (const { result, event } of this.#results) if (result === wanted) events.push(event)
    return events
  }
}

/** A rule whose condition is compiled once to closures and judged without promises. */
export class OnlineRule extends Rule {
  readonly program: RuleProgram
  /** Its place in its group. */
  readonly index: number
  /** Whether it holds in the present scope. */
  readonly holds: Test
  readonly #compiler: Compiler
  #judge: Judge | null = null

  constructor(program: RuleProgram, index: number, compiler: Compiler) {
    // The library takes JSON and changes none of it; its type lacks `readonly`.
    super(program as unknown as ConstructorParameters<typeof Rule>[0])
    this.index = index
    this.program = program
    this.holds = compileVerdict(program.conditions, compiler)
    this.#compiler = compiler
  }

  /** What its condition saw in the present scope. */
  gather(risk: Risk): Evidence {
    this.#judge ??= compileJudge(this.program.conditions, this.#compiler, true)
    return this.#judge(risk).evidence
  }

  evaluate(almanac: OnlineAlmanac): OnlineRuleResult {
    return new OnlineRuleResult(this, almanac.judgedIn, this.holds(almanac.risk))
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
      almanac.enterScope()
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
