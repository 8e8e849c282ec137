import type { RoundingMode } from '../../program/program.ts'
import { LIMIT } from './arithmetic.ts'

/*
 * Products that doubles can't hold, in whole numbers without bounds. They are slow, and asked for alone where a double with
 * its error can't tell: at a tie, or at what is all but one.
 */

/**
 * The product of whole numbers over that of others above zero, rounded to a whole number; NaN where one of them is
 * not given or no such number, or where the outcome is beyond `LIMIT`.
 */
export function roundedProduct(
  factors: readonly number[],
  over: readonly number[],
  mode: RoundingMode
): number {
  if (!areWhole(factors) || !areWhole(over)) return Number.NaN
  const [signed, divisor] = [productOf(factors), productOf(over)]
  if (divisor <= 0n) return Number.NaN
  const isNegative = signed < 0n
  const dividend = isNegative ? -signed : signed
  const quotient = dividend / divisor
  const rest = (dividend % divisor) * 2n
  const isUp = isRoundedUp(quotient, rest, divisor, mode)
  const magnitude = Number(isUp ? quotient + 1n : quotient)
  if (magnitude > LIMIT) return Number.NaN
  return isNegative ? 0 - magnitude : magnitude
}

/**
 * Below zero where the first quotient of two products is the lesser, above it where it is the greater, 0 where they are
 * equal; NaN where one of the numbers is not given, not whole, or a divisor not above zero.
 */
export function comparedProducts(
  left: readonly number[],
  right: readonly number[],
  overLeft: readonly number[],
  overRight: readonly number[]
): number {
  const all = [left, right, overLeft, overRight]
  if (!all.every(areWhole) || ![...overLeft, ...overRight].every((one) => one > 0)) {
    return Number.NaN
  }
  if (areSame(left, right) && areSame(overLeft, overRight)) return 0
  const difference = productOf(left) * productOf(overRight) - productOf(right) * productOf(overLeft)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** `rest` is twice the remainder. */
function isRoundedUp(quotient: bigint, rest: bigint, divisor: bigint, mode: RoundingMode): boolean {
  switch (mode) {
    case 'up':
      return rest > 0n
    case 'down':
      return false
    case 'half up':
      return rest >= divisor
    case 'half down':
      return rest > divisor
    case 'half even':
      return rest > divisor || (rest === divisor && quotient % 2n === 1n)
  }
}

function areWhole(numbers: readonly number[]): boolean {
  return numbers.every(Number.isSafeInteger)
}

function areSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
}

function productOf(numbers: readonly number[]): bigint {
  return numbers.reduce((product, one) => product * BigInt(one), 1n)
}
