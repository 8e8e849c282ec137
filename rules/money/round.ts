import type { RoundingMode } from '../program/program.ts'
import { multiply } from './arithmetic.ts'
import { decimal, isDecimal, POWERS_OF_TEN, type Decimal, type Exact } from './decimal.ts'
import { toRatio } from './ratio.ts'
import { roundDown } from './round_down.ts'
import { roundHalfDown } from './round_half_down.ts'
import { roundHalfEven } from './round_half_even.ts'
import { roundHalfUp } from './round_half_up.ts'
import { roundUp } from './round_up.ts'
import type { Rounding } from './rounding.ts'

/** The roundings by the names that plans give them. */
export const ROUNDINGS: Readonly<Record<RoundingMode, Rounding>> = {
  'up': roundUp,
  'down': roundDown,
  'half up': roundHalfUp,
  'half down': roundHalfDown,
  'half even': roundHalfEven,
}

/**
 * The multiple of `to` (100, 1, 0.10, 0.001) that the rounding picks, with the digits of `to`. The
 * magnitude is rounded and the sign restored, so that `-x` rounds to the negative of what `x` does.
 * @throws RangeError where `to` isn't above zero.
 */
export function round(value: Exact, to: Decimal, rounding: Rounding): Decimal {
  if (!(to.coefficient > 0)) throw new RangeError('Only a multiple above zero can be rounded to')
  return roundSafely(value, to, rounding) ?? roundExactly(value, to, rounding)
}

/** The product, rounded: exactly what `round` makes of what `multiply` does. @throws as `round`. */
export function multiplyAndRound(
  left: Exact,
  right: Exact,
  to: Decimal,
  rounding: Rounding
): Decimal {
  return multiplySafely(left, right, to, rounding) ?? round(multiply(left, right), to, rounding)
}

/** The same without making the product; null where that is no safe integer. */
function multiplySafely(
  left: Exact,
  right: Exact,
  to: Decimal,
  rounding: Rounding
): Decimal | null {
  if (!isDecimal(left) || !isDecimal(right) || !(to.coefficient > 0)) return null
  const { coefficient: a } = left
  const { coefficient: b } = right
  if (typeof a !== 'number' || typeof b !== 'number') return null
  const product = a * b
  if (!Number.isSafeInteger(product)) return null
  return roundInDoubles(product + 0, left.scale + right.scale, to, rounding)
}

function roundSafely(value: Exact, to: Decimal, rounding: Rounding): Decimal | null {
  if (!isDecimal(value) || typeof value.coefficient !== 'number') return null
  return roundInDoubles(value.coefficient, value.scale, to, rounding)
}

/** Rounds in doubles, which hold every number here exactly; null where one would not fit. */
function roundInDoubles(
  coefficient: number,
  scale: number,
  to: Decimal,
  rounding: Rounding
): Decimal | null {
  const unit = to.coefficient
  const factor = POWERS_OF_TEN[Math.abs(to.scale - scale)]
  if (typeof unit !== 'number' || factor === undefined) return null
  const magnitude = Math.abs(coefficient)
  const dividend = to.scale > scale ? magnitude * factor : magnitude
  const divisor = scale > to.scale ? unit * factor : unit
  if (!Number.isSafeInteger(dividend) || !Number.isSafeInteger(divisor)) return null

  let quotient = Math.floor(dividend / divisor)
  const remainder = dividend - quotient * divisor
  if (remainder > 0) {
    const rest = divisor - remainder
    const half = remainder > rest ? 1 : remainder < rest ? -1 : 0
    if (rounding(half, quotient % 2 === 1)) quotient += 1
  }
  const rounded = quotient * unit
  if (!Number.isSafeInteger(rounded)) return null
  return { coefficient: coefficient < 0 ? 0 - rounded : rounded, scale: to.scale }
}

function roundExactly(value: Exact, to: Decimal, rounding: Rounding): Decimal {
  const { numerator, denominator } = toRatio(value)
  const multiple = toRatio(to)
  const dividend = (numerator < 0n ? -numerator : numerator) * multiple.denominator
  const divisor = denominator * multiple.numerator
  let quotient = dividend / divisor
  const twice = (dividend - quotient * divisor) * 2n
  if (twice > 0n) {
    const half = twice > divisor ? 1 : twice < divisor ? -1 : 0
    if (rounding(half, quotient % 2n === 1n)) quotient += 1n
  }
  const rounded = quotient * multiple.numerator
  return decimal(numerator < 0n ? -rounded : rounded, to.scale)
}
