import { Almanac, Engine, Rule } from 'json-rules-engine'

import type { RuleEvent, RuleGroup, RuleProgram } from '../program/program.ts'
import type { Test } from './compile_condition.ts'
import { compileVerdict } from './compile_verdict.ts'
import type { Compiler } from './compiler.ts'
import { compileJudge, type Evidence, type Judge } from './evidence.ts'
import type { Risk, Scope } from './risk.ts'
import { combinationKey, forEachCombination, readOf, type Of } from './slot.ts'

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

/** What one run knows: the risk, and what came of the rules. */
export class OnlineAlmanac extends Almanac {
  readonly risk: Risk
  readonly #results: OnlineRuleResult[] = []

  constructor(risk: Risk) {
    super()
    this.risk = risk
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

  /** Judges it in the present scope, which is the one given. */
  judge(judgedIn: JudgedIn): OnlineRuleResult {
    return new OnlineRuleResult(this, judgedIn, this.holds(judgedIn.risk))
  }
}

/** Rules that are judged together, and what they are of. */
export interface OnlineGroup {
  readonly of: Of
  /** In the order of their priority. */
  readonly rules: readonly OnlineRule[]
}

/**
 * An engine that judges the rules of all groups in one synchronous loop, each once for each combination of what its group
 * is of. It keeps nothing between runs and looks at no status, so that any number of runs may be in
 * flight at once; it emits no events but returns them.
 */
export class OnlineEngine extends Engine {
  readonly #sets: readonly (readonly OnlineGroup[])[]

  /** The program's groups in their order. */
  constructor(groups: readonly OnlineGroup[]) {
    super()
    for (const { rules } of groups) for (const rule of rules) this.addRule(rule)
    this.#sets = [groups]
  }

  /** One set of all groups: a loop keeps their order without a turn of the queue for each priority. */
  prioritizeRules(): readonly (readonly OnlineGroup[])[] {
    return this.#sets
  }

  /** Leaves the results with the almanac, and for each combination with the risk. */
  evaluateRules(groups: readonly OnlineGroup[], almanac: OnlineAlmanac): Promise<void> {
    const { risk } = almanac
    for (const [group, { of, rules }] of groups.entries()) {
      forEachCombination(of, risk, () => {
        const judgedIn = { risk, scope: risk.rememberScope() }
        const results = new Array<OnlineRuleResult>(rules.length)
        for (const rule of rules) {
          const result = rule.judge(judgedIn)
          results[rule.index] = result
          almanac.addResult(result)
        }
        risk.keepResults(group, combinationKey(of, risk), results)
      })
    }
    return Promise.resolve()
  }
}

/** A group of a program, its rules compiled and in the order of their priority. */
export function prepareGroup({ of, rules }: RuleGroup, compiler: Compiler): OnlineGroup {
  return {
    of: readOf(of, compiler.layout),
    rules: rules
      .map((rule, index) => new OnlineRule(rule, index, compiler))
      .toSorted((a, b) => b.priority - a.priority),
  }
}

/**
 * Runs the rules of a program, each once for each combination of what its group is of; the risk then
 * knows what came of them. Gives the results in the order of the groups. @throws Refusal where a table has no row.
 */
export async function runRules(
  engine: OnlineEngine,
  risk: Risk
): Promise<readonly OnlineRuleResult[]> {
  const almanac = new OnlineAlmanac(risk)
  await engine.run({}, { almanac })
  return almanac.getResults()
}
