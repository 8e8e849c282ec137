import { currencyDigits } from '../money/currency.ts'
import type { HashedProgram, RuleProgram } from '../program/program.ts'
import { prepareAssignments, type TellAssignments } from './assignments.ts'
import { Compiler, type RulePlace } from './compiler.ts'
import { prepareFee, type PreparedFee } from './fee.ts'
import type { Layout } from './layout.ts'
import { OnlineEngine, prepareGroup } from './online_engine.ts'
import { preparePremium, type PreparedPremium } from './premium.ts'
import { prepareStep, type PreparedStep } from './prepare_steps.ts'
import { compileReasons, type Reasons } from './reasons.ts'

/** An eligibility rule with the reasons for what came of it. */
export interface PreparedRule {
  readonly program: RuleProgram
  /** Where its outcome is kept. */
  readonly place: RulePlace
  readonly reasons: Reasons
}

/** A program made ready to rate: tables indexed, expressions and conditions compiled once. Holds no risk. */
export interface PreparedProgram {
  readonly compiled: HashedProgram
  readonly layout: Layout
  readonly slots: number
  /** All its rules. */
  readonly engine: OnlineEngine
  /** The rules that decide whether and how the risk is written, in the plan's order. */
  readonly eligibility: readonly PreparedRule[]
  readonly assignments: readonly TellAssignments[]
  readonly premiums: readonly PreparedPremium[]
  /** The steps on the sum of the premiums; null where the plan has none. */
  readonly total: readonly PreparedStep[] | null
  readonly fees: readonly PreparedFee[]
  /** How many digits an amount of the currency has. */
  readonly digits: number
}

/**
 * Prepares a compiled program once, for any number of ratings, in flight at once or not.
 * @throws RangeError for a program that is not one of the compiler's.
 */
export function prepare(compiled: HashedProgram): PreparedProgram {
  return prepareWith(new Compiler(compiled.program), compiled)
}

/** The same, with a compiler that was made for the program. */
export function prepareWith(compiler: Compiler, compiled: HashedProgram): PreparedProgram {
  const { program } = compiled
  const digits = currencyDigits(program.plan.currency)
  return {
    compiled,
    layout: compiler.layout,
    slots: compiler.slots,
    engine: new OnlineEngine(program.groups.map((group) => prepareGroup(group, compiler))),
    eligibility: program.groups
      .flatMap(({ rules }) => rules)
      .filter(({ event }) => event.type !== 'discount' && event.type !== 'step')
      .map((rule) => ({
        program: rule,
        place: compiler.rule(rule.name),
        reasons: compileReasons(rule.conditions, compiler),
      }))
      .toSorted((a, b) => a.program.event.params.order - b.program.event.params.order),
    assignments: prepareAssignments(program.values, compiler),
    premiums: program.premiums.map((premium) => preparePremium(premium, compiler)),
    total: program.total?.steps.map((step) => prepareStep(step, compiler)) ?? null,
    fees: program.fees.map((fee) => prepareFee(fee, digits, compiler)),
    digits,
  }
}
