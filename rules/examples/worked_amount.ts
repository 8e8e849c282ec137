import type { Report } from '../check/report.ts'
import { add, compare, divide, multiply, negate, subtract } from '../money/arithmetic.ts'
import { integer, isDecimal, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import { round, ROUNDINGS } from '../money/round.ts'
import type { Rounding, StepModel } from '../plan/model.ts'
import { reached } from '../plan/reachable.ts'
import { staticCondition } from '../plan/static_condition.ts'
import type { Expr, NumberLiteral } from '../syntax/ast.ts'

/** What the plan does to a running value after its last factor or amount. */
export interface LastStep {
  readonly op: 'round' | 'at least' | 'at most'
  readonly round: Rounding | null
  readonly bound?: Exact
  /** Whether the risk decides if it applies. */
  readonly maybe?: boolean
}

export interface Working {
  /** The rounding after each step; null: exact. */
  readonly every: Rounding | null
  /** Null where the end depends on more than figures, so that the amount can't be told. */
  readonly last: readonly LastStep[] | null
}

/** Figures that a person can follow with a calculator: at most this many. */
const MAX_DIGITS = 30

/** Works an example's arithmetic as the order of calculation rounds, and reports an amount it does not come to. */
export function workedAmount(
  amount: NumberLiteral,
  by: Expr,
  working: Working,
  report: Report
): void {
  const stated = parseDecimal(amount.text)
  const result = run(by, working, report)
  if (!stated || !result || !working.last) return
  const ends = working.last.reduce<readonly Exact[]>(
    (values, step) =>
      values.flatMap((value) => (step.maybe ? [value, apply(step, value)] : [apply(step, value)])),
    [result]
  )
  if (ends.some((end) => compare(end, stated) === 0)) return
  const [worked] = ends
  if (!worked) return
  report.error(
    'RATE510',
    by.span,
    `The arithmetic comes to ${shown(worked)}, but the example says ${amount.text}`,
    {
      related: [{ span: amount.span, message: 'the amount as stated' }],
      help: 'work it again with the figures of the tables, rounding after each step as the plan does',
    }
  )
}

/** The end of a premium's steps for one coverage (null: it has none), behind the last step that calculates. */
export function lastSteps(steps: readonly StepModel[], coverage: string | null): Working {
  const applying = steps.filter((step) => reached(step.when, step.unless, [coverage]).length > 0)
  const calculates = (step: StepModel) =>
    ['base', 'times', 'plus', 'minus', 'becomes'].includes(step.op)
  const every = applying.find((step) => calculates(step) && step.round)?.round ?? null
  const last: LastStep[] = []
  for (const step of applying.slice(applying.findLastIndex(calculates) + 1)) {
    const bound =
      step.operand?.kind === 'constant' ? parseDecimal(String(step.operand.value)) : null
    if (step.op !== 'round' && !bound) return { every, last: null }
    const op = step.op === 'at least' || step.op === 'at most' ? step.op : 'round'
    last.push({ op, round: step.round, ...(bound ? { bound } : {}), maybe: isOpen(step, coverage) })
  }
  return { every, last }
}

function isOpen({ when, unless }: StepModel, coverage: string | null): boolean {
  return [when, unless].some(
    (condition) =>
      condition !== null && (coverage === null || staticCondition(condition, coverage) === null)
  )
}

function apply({ op, bound, round: rounding }: LastStep, value: Exact): Exact {
  const bounded =
    bound &&
    ((op === 'at least' && compare(value, bound) < 0) ||
      (op === 'at most' && compare(value, bound) > 0))
      ? bound
      : value
  return rounded(bounded, rounding)
}

function rounded(value: Exact, rounding: Rounding | null): Exact {
  const to = rounding && parseDecimal(rounding.to)
  return rounding && to ? round(value, to, ROUNDINGS[rounding.mode]) : value
}

function shown(value: Exact): string {
  return isDecimal(value)
    ? formatExact(value, 2)
    : `about ${formatExact(round(value, { coefficient: 1, scale: 6 }, ROUNDINGS['half up']))}`
}

/**
 * Left to right: each `*`, `+` and `-` outside brackets ends a step and rounds. A division belongs to
 * the factor before it, as `6 / 12` does in `* 6 / 12`.
 */
function run(expr: Expr, working: Working, report: Report): Exact | null {
  let node = expr
  const divisors: Expr[] = []
  while (node.kind === 'binary' && node.op === '/') {
    divisors.unshift(node.right)
    node = node.left
  }
  if (node.kind === 'binary') {
    const left = run(node.left, working, report)
    const right = divided(exact(node.right, report), divisors, report)
    return left && right && rounded(calculate(node.op, left, right) ?? left, working.every)
  }
  const value = divided(exact(node, report), divisors, report)
  return value && rounded(value, working.every)
}

function divided(value: Exact | null, divisors: readonly Expr[], report: Report): Exact | null {
  let quotient = value
  for (const divisor of divisors) {
    const by = exact(divisor, report)
    if (!quotient || !by) return null
    quotient =
      calculate('/', quotient, by) ??
      report.error('RATE511', divisor.span, 'Nothing can be divided by zero')
  }
  return quotient
}

function exact(expr: Expr, report: Report): Exact | null {
  switch (expr.kind) {
    case 'number':
      return expr.text.length <= MAX_DIGITS
        ? parseDecimal(expr.text)
        : report.error('RATE511', expr.span, `A figure has at most ${MAX_DIGITS} digits`)
    case 'group':
      return exact(expr.inner, report)
    case 'negate': {
      const operand = exact(expr.operand, report)
      return operand && negate(operand)
    }
    case 'percent': {
      const operand = exact(expr.operand, report)
      return operand && multiply(operand, { coefficient: 1, scale: 2 })
    }
    case 'binary': {
      const left = exact(expr.left, report)
      const right = exact(expr.right, report)
      if (!left || !right) return null
      return (
        calculate(expr.op, left, right) ??
        report.error('RATE511', expr.right.span, 'Nothing can be divided by zero')
      )
    }
    default:
      return report.error(
        'RATE511',
        expr.span,
        'The arithmetic of an example is made of figures, + - * / % and brackets'
      )
  }
}

/** Null for a division by zero. */
function calculate(op: '+' | '-' | '*' | '/', left: Exact, right: Exact): Exact | null {
  switch (op) {
    case '+':
      return add(left, right)
    case '-':
      return subtract(left, right)
    case '*':
      return multiply(left, right)
    case '/':
      return compare(right, integer(0)) === 0 ? null : divide(left, right)
  }
}
