import type { Exact } from '../money/decimal.ts'
import type { PremiumProgram } from '../program/program.ts'
import type { Compiler } from './compiler.ts'
import type { Coverage, Kind } from './layout.ts'
import { prepareStep, START, type PreparedStep } from './prepare_steps.ts'
import type { Instance, Risk } from './risk.ts'

export interface PreparedPremium {
  readonly kind: Kind
  /** Null where the premium is not per coverage. */
  readonly coverages: readonly Coverage[] | null
  readonly steps: readonly PreparedStep[]
}

/** What each step came to; null where it did not apply. All that its lines are written from. */
export interface Followed {
  readonly steps: readonly PreparedStep[]
  readonly from: Exact
  readonly values: readonly (Exact | null)[]
  readonly operands: readonly (Exact | null)[]
  readonly amount: Exact
}

/** One premium worked out, with what it is for. */
export interface WorkedPremium {
  readonly instance: Instance
  readonly coverage: Coverage | null
  readonly followed: Followed
  readonly amount: Exact
}

/** Compiles one premium block. */
export function preparePremium(
  { entity, coverages, steps }: PremiumProgram,
  compiler: Compiler
): PreparedPremium {
  return {
    kind: compiler.layout.kind(entity),
    coverages: coverages && coverages.map((name) => compiler.layout.coverage(name)),
    steps: steps.map((step) => prepareStep(step, compiler)),
  }
}

/** Works out the premium for each entity, and for each coverage it has taken where that is asked. */
export function workPremium(premium: PreparedPremium, risk: Risk): readonly WorkedPremium[] {
  const worked: WorkedPremium[] = []
  for (const instance of risk.all(premium.kind)) {
    risk.enter(instance)
    if (premium.coverages === null) worked.push(workOne(premium, instance, null, risk))
    for (const coverage of premium.coverages ?? []) {
      if (!risk.at(coverage.carrier).hasTaken(coverage)) continue
      risk.coverage = coverage
      worked.push(workOne(premium, instance, coverage, risk))
      risk.coverage = null
    }
  }
  return worked
}

function workOne(
  { steps }: PreparedPremium,
  instance: Instance,
  coverage: Coverage | null,
  risk: Risk
): WorkedPremium {
  const followed = followSteps(steps, START, risk)
  return { instance, coverage, followed, amount: followed.amount }
}

/** Takes the steps one after the other from an amount on, in the present scope. */
export function followSteps(steps: readonly PreparedStep[], from: Exact, risk: Risk): Followed {
  let running = from
  const values: (Exact | null)[] = []
  const operands: (Exact | null)[] = []
  for (const { appliesTo, operand, take } of steps) {
    if (appliesTo !== null && !appliesTo(risk)) {
      values.push(null)
      operands.push(null)
      continue
    }
    const read = operand === null ? null : operand.read(risk)
    running = take(running, read)
    values.push(running)
    operands.push(read)
  }
  return { steps, from, values, operands, amount: running }
}
