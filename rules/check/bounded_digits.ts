import { divide, multiply } from '../money/arithmetic.ts'
import { currencyDigits } from '../money/currency.ts'
import { integer, isDecimal } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import { digitsOf, writtenDigits, type DigitsWorld } from '../plan/digits_of.ts'
import type { FeeModel, PlanModel, PremiumModel, StepModel, TotalModel } from '../plan/model.ts'
import { staticCondition } from '../plan/static_condition.ts'
import { LIMITS } from './limits.ts'
import { reached } from '../plan/reachable.ts'
import type { Report } from './report.ts'

/**
 * Each premium begins with one base, each running value has an end to its digits, and premiums and
 * fees end with at most the currency's digits.
 */
export function boundedDigits(plan: PlanModel, world: DigitsWorld, report: Report): void {
  for (const premium of plan.premiums) {
    for (const coverage of premium.over.coverages ?? [null]) {
      followSteps(premium, coverage, plan, world, report)
    }
  }
  if (plan.total) boundedTotal(plan.total, plan, world, report)
  for (const fee of plan.fees) boundedFee(fee, plan, world, report)
}

function followSteps(
  premium: PremiumModel,
  coverage: string | null,
  plan: PlanModel,
  world: DigitsWorld,
  report: Report
) {
  const steps = premium.steps.filter(
    (step) => reached(step.when, step.unless, [coverage]).length > 0
  )
  const [first] = steps
  const what = coverage === null ? premium.over.entity : `${coverage} of ${premium.over.entity}`
  if (!first) {
    report.error('RATE342', premium.span, `The premium of ${what} has no steps`)
    return
  }
  if (first.op !== 'base' || isConditional(first, coverage)) {
    report.error(
      'RATE342',
      first.span,
      `The premium of ${what} should begin with a base that always applies`
    )
    return
  }
  const second = steps.slice(1).find(({ op }) => op === 'base')
  if (second) {
    report.error('RATE342', second.span, `The premium of ${what} has a second base`)
    return
  }
  boundedSteps(steps, `The premium of ${what}`, coverage, 0, plan, world, report)
}

/** The total begins with the sum of the premiums, which has the currency's digits. */
function boundedTotal(
  { steps, span }: TotalModel,
  plan: PlanModel,
  world: DigitsWorld,
  report: Report
) {
  if (steps.length === 0) {
    report.error('RATE342', span, 'The total of the policy has no steps')
    return
  }
  const base = steps.find(({ op }) => op === 'base')
  if (base) {
    report.error(
      'RATE342',
      base.span,
      'The total of the policy begins with the sum of the premiums',
      {
        help: 'it has no base; "becomes" sets it to another amount',
      }
    )
    return
  }
  const digits = currencyDigits(plan.shape.currency)
  boundedSteps(steps, 'The total of the policy', null, digits, plan, world, report)
}

function boundedSteps(
  steps: readonly StepModel[],
  what: string,
  coverage: string | null,
  before: number,
  plan: PlanModel,
  world: DigitsWorld,
  report: Report
) {
  let digits = before
  for (const step of steps) {
    const after = digitsAfter(step, digits, coverage, world)
    if (after === null) {
      report.error('RATE343', step.span, 'The result of this step may have digits without end', {
        help: 'round it: "round every step below to 0.001", or "rounded to ..." after the value',
      })
      return
    }
    if (after > LIMITS.digits) {
      report.error(
        'RATE505',
        step.span,
        `The result of this step may have ${after} digits after the point; the limit is ${LIMITS.digits}`,
        {
          help: 'round on the way: "round every step below to 0.001"',
        }
      )
      return
    }
    // A conditional step may be passed over, and then the digits stay what they were.
    digits = isConditional(step, coverage) ? Math.max(digits, after) : after
  }
  const allowed = currencyDigits(plan.shape.currency)
  const last = steps.at(-1)
  if (digits > allowed && last) {
    report.error(
      'RATE344',
      last.span,
      `${what} ends with up to ${digits} digits after the point; ${plan.shape.currency} has ${allowed}`,
      {
        help: 'end it with "round to 0.01" or coarser',
      }
    )
  }
}

/** Whether the risk, and not the coverage alone, decides if the step applies. */
function isConditional(step: StepModel, coverage: string | null): boolean {
  if (!step.when && !step.unless) return false
  if (coverage === null) return true
  const always = step.when ? isDecided(step.when, coverage) : true
  return !(always && (step.unless ? isDecided(step.unless, coverage) : true))
}

function isDecided(condition: NonNullable<StepModel['when']>, coverage: string): boolean {
  return staticCondition(condition, coverage) !== null
}

function digitsAfter(
  step: StepModel,
  before: number,
  coverage: string | null,
  world: DigitsWorld
): number | null {
  if (step.round) return writtenDigits(step.round.to)
  if (!step.operand) return before
  const operand = digitsOf(step.operand, coverage, world)
  if (operand === null) return null
  if (step.op === 'base' || step.op === 'becomes') return operand
  return step.op === 'times' ? before + operand : Math.max(before, operand)
}

function boundedFee(fee: FeeModel, plan: PlanModel, world: DigitsWorld, report: Report) {
  const allowed = currencyDigits(plan.shape.currency)
  const digits = fee.round ? writtenDigits(fee.round.to) : feeDigits(fee, plan, world)
  if (digits !== null && digits <= allowed) return
  report.error(
    'RATE344',
    fee.span,
    digits === null
      ? `Fee "${fee.name}" may have digits without end`
      : `Fee "${fee.name}" may have ${digits} digits after the point; ${plan.shape.currency} has ${allowed}`,
    { help: 'write "rounded to 0.01" after it' }
  )
}

/** A constant amount is prorated exactly for each choice of months; any other by its digits. */
function feeDigits(fee: FeeModel, plan: PlanModel, world: DigitsWorld): number | null {
  const amount = digitsOf(fee.amount, null, world)
  const field = plan.shape.policy.fields.find(({ name }) => name === fee.by)
  if (amount === null || field?.type.kind !== 'months') return amount
  const constant = fee.amount.kind === 'constant' ? parseDecimal(String(fee.amount.value)) : null
  const digits = field.type.choices.map((months) => {
    const share = divide(integer(months), integer(12))
    const exact = constant ? multiply(constant, share) : share
    if (!isDecimal(exact)) return null
    return writtenDigits(formatExact(exact)) + (constant ? 0 : amount)
  })
  return digits.includes(null) ? null : Math.max(...digits.map((each) => each ?? 0))
}
