import { add, compare, multiply, subtract } from '../money/arithmetic.ts'
import { integer, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import { round, ROUNDINGS } from '../money/round.ts'
import { boundsOf } from '../plan/domain.ts'
import { domainOf, type DomainWorld } from '../plan/domain_of.ts'
import type { PlanModel, Rounding, StepModel } from '../plan/model.ts'
import { reached } from '../plan/reachable.ts'
import { staticCondition } from '../plan/static_condition.ts'
import type { Report } from './report.ts'

/** Between which amounts a running value lies; null: no bound is known. */
interface Interval {
  readonly low: Exact | null
  readonly high: Exact | null
}

/** The step at which a premium may fall below zero, with how; null where only a bound is missing. */
interface Fall {
  readonly step: StepModel
  readonly how: string | null
}

const ZERO = integer(0)
const NOTHING: Interval = { low: ZERO, high: ZERO }
/** Premiums that fall below zero are told of as such. */
const NO_LESS: Interval = { low: ZERO, high: null }
const HELP = 'end with "at least 0.00", or bound what is taken off'

/**
 * No premium and no fee falls below zero for any risk, by the bounds of all answers, tables and
 * steps. Bounds are taken one by one, so that a warning may name values that never meet.
 */
export function noNegativePremiums(plan: PlanModel, world: DomainWorld, report: Report): void {
  if (report.failed) return
  for (const premium of plan.premiums) {
    const falls = new Map<StepModel, { readonly fall: Fall; readonly coverages: string[] }>()
    for (const coverage of premium.over.coverages ?? [null]) {
      const fall = fallOf(premium.steps, NOTHING, coverage, world)
      if (!fall) continue
      const known = falls.get(fall.step) ?? { fall, coverages: [] }
      falls.set(fall.step, known)
      if (coverage !== null) known.coverages.push(coverage)
    }
    for (const { fall, coverages } of falls.values()) tell(fall, 'premium', coverages, report)
  }
  const fall = fallOf(plan.total?.steps ?? [], NO_LESS, null, world)
  if (fall) tell(fall, 'total of the policy', [], report)
  for (const { name, amount } of plan.fees) {
    const { low } = boundsOf(domainOf(amount, null, world))
    if (low === null || compare(low, ZERO) >= 0) continue
    report.warning('RATE345', amount.span, `Fee ${name} may come to ${formatExact(low)}`, {
      help: 'bound it: ", at least 0.00"',
    })
  }
}

function tell(
  { step, how }: Fall,
  what: string,
  coverages: readonly string[],
  report: Report
): void {
  const whose = coverages.length === 0 ? '' : ` of ${coverages.join(', ')}`
  const message =
    how === null
      ? `Nothing keeps the ${what}${whose} from falling below zero here`
      : `The ${what}${whose} may fall below zero here: ${how}`
  report.warning('RATE345', step.span, message, { help: HELP })
}

/** The last step from which on the amount may be below zero; null where it never ends there. */
function fallOf(
  steps: readonly StepModel[],
  from: Interval,
  coverage: string | null,
  world: DomainWorld
): Fall | null {
  let running = from
  let fall: Fall | null = null
  for (const step of steps) {
    if (reached(step.when, step.unless, [coverage]).length === 0) continue
    const operand = step.operand
      ? boundsOf(domainOf(step.operand, coverage, world))
      : { low: null, high: null }
    const taken = rounded(take(step, running, operand), step.round)
    const next = isCertain(step, coverage) ? taken : union(taken, running)
    if (next.low !== null && compare(next.low, ZERO) >= 0) fall = null
    else if (fall === null)
      fall = { step, how: next.low && howOf(step, running, operand, next.low) }
    running = next
  }
  return fall
}

function isCertain({ when, unless }: StepModel, coverage: string | null): boolean {
  if (coverage === null) return when === null && unless === null
  const holds = when === null || staticCondition(when, coverage) === true
  return holds && (unless === null || staticCondition(unless, coverage) === false)
}

function take({ op }: StepModel, running: Interval, operand: Interval): Interval {
  switch (op) {
    case 'base':
    case 'becomes':
      return operand
    case 'times':
      return product(running, operand)
    case 'plus':
      return {
        low: running.low && operand.low && add(running.low, operand.low),
        high: running.high && operand.high && add(running.high, operand.high),
      }
    case 'minus':
      return {
        low: running.low && operand.high && subtract(running.low, operand.high),
        high: running.high && operand.low && subtract(running.high, operand.low),
      }
    case 'at least':
      return {
        low: running.low ? larger(running.low, operand.low) : operand.low,
        high: running.high && operand.high && larger(running.high, operand.high),
      }
    case 'at most':
      return {
        low: running.low && operand.low && smaller(running.low, operand.low),
        high: running.high ? smaller(running.high, operand.high) : operand.high,
      }
    case 'round':
      return running
  }
}

function product(a: Interval, b: Interval): Interval {
  const corners = [a.low, a.high].flatMap((x) =>
    [b.low, b.high].map((y) => x && y && multiply(x, y))
  )
  const known = corners.filter((corner) => corner !== null).toSorted(compare)
  if (known.length === 4) return { low: known[0] ?? null, high: known[3] ?? null }
  const isPositive = [a.low, b.low].every((low) => low !== null && compare(low, ZERO) >= 0)
  return { low: isPositive ? (corners[0] ?? null) : null, high: null }
}

function larger(a: Exact, b: Exact | null): Exact {
  return b && compare(b, a) > 0 ? b : a
}

function smaller(a: Exact, b: Exact | null): Exact {
  return b && compare(b, a) < 0 ? b : a
}

function union(a: Interval, b: Interval): Interval {
  return {
    low: a.low && b.low && smaller(a.low, b.low),
    high: a.high && b.high && larger(a.high, b.high),
  }
}

/** Rounding keeps the order of numbers, and so the bounds. */
function rounded({ low, high }: Interval, rounding: Rounding | null): Interval {
  if (!rounding) return { low, high }
  const to = toDecimal(rounding.to)
  const mode = ROUNDINGS[rounding.mode]
  return { low: low && round(low, to, mode), high: high && round(high, to, mode) }
}

/** `4.00 minus 12.50 is -8.50`. */
function howOf({ op }: StepModel, running: Interval, operand: Interval, low: Exact): string {
  const lowest = formatExact(low)
  if (op === 'base') return `it may begin at ${lowest}`
  if (op === 'becomes') return `it may become ${lowest}`
  if (op === 'at most') return `at most ${lowest}`
  const value = op === 'minus' ? operand.high : operand.low
  if (op === 'times') {
    const isFlipped =
      running.low && operand.low && compare(multiply(running.low, operand.low), low) !== 0
    const from = isFlipped && running.high ? running.high : running.low
    return from && value ? `${formatExact(from)} times ${formatExact(value)} is ${lowest}` : lowest
  }
  return running.low && value
    ? `${formatExact(running.low)} ${op} ${formatExact(value)} is ${lowest}`
    : lowest
}
