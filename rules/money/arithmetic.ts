import {
  decimal,
  isDecimal,
  POWERS_OF_TEN,
  powerOfTen,
  type Decimal,
  type Exact,
} from './decimal.ts'
import { quotient, smallQuotient, toRatio } from './ratio.ts'

/** The exact sum; its scale is the finer of the two. */
export function add(left: Exact, right: Exact): Exact {
  if (!isDecimal(left) || !isDecimal(right)) {
    const [a, b] = [toRatio(left), toRatio(right)]
    return quotient(
      a.numerator * b.denominator + b.numerator * a.denominator,
      a.denominator * b.denominator
    )
  }
  const scale = Math.max(left.scale, right.scale)
  const a = atScale(left, scale)
  const b = atScale(right, scale)
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return { coefficient: sum + 0, scale }
  }
  return decimal(BigInt(a) + BigInt(b), scale)
}

/** The exact value with the other sign. */
export function negate(value: Exact): Exact {
  if (!isDecimal(value)) {
    return { numerator: -value.numerator, denominator: value.denominator }
  }
  const { coefficient, scale } = value
  return { coefficient: typeof coefficient === 'number' ? 0 - coefficient : -coefficient, scale }
}

/** The exact difference `left - right`. */
export function subtract(left: Exact, right: Exact): Exact {
  return add(left, negate(right))
}

/** The exact product; its scale is the sum of both. */
export function multiply(left: Exact, right: Exact): Exact {
  if (!isDecimal(left) || !isDecimal(right)) {
    const [a, b] = [toRatio(left), toRatio(right)]
    return quotient(a.numerator * b.numerator, a.denominator * b.denominator)
  }
  const scale = left.scale + right.scale
  if (typeof left.coefficient === 'number' && typeof right.coefficient === 'number') {
    const product = left.coefficient * right.coefficient
    if (Number.isSafeInteger(product)) return { coefficient: product + 0, scale }
  }
  return decimal(BigInt(left.coefficient) * BigInt(right.coefficient), scale)
}

/** The exact quotient: a decimal where one equals it, else a ratio. @throws RangeError for a divisor of 0. */
export function divide(left: Exact, right: Exact): Exact {
  return divideSafely(left, right) ?? divideExactly(left, right)
}

function divideSafely(left: Exact, right: Exact): Exact | null {
  if (!isDecimal(left) || !isDecimal(right)) return null
  const scale = Math.max(left.scale, right.scale)
  const a = atScale(left, scale)
  const b = atScale(right, scale)
  return typeof a === 'number' && typeof b === 'number' ? smallQuotient(a, b) : null
}

function divideExactly(left: Exact, right: Exact): Exact {
  const [a, b] = [toRatio(left), toRatio(right)]
  return quotient(a.numerator * b.denominator, a.denominator * b.numerator)
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`; `1.0` equals `1.00`. */
export function compare(left: Exact, right: Exact): -1 | 0 | 1 {
  if (!isDecimal(left) || !isDecimal(right)) {
    const [a, b] = [toRatio(left), toRatio(right)]
    return order(a.numerator * b.denominator, b.numerator * a.denominator)
  }
  const scale = Math.max(left.scale, right.scale)
  const a = atScale(left, scale)
  const b = atScale(right, scale)
  if (typeof a === 'number' && typeof b === 'number') return order(a, b)
  return order(BigInt(a), BigInt(b))
}

function order<T extends number | bigint>(left: T, right: T): -1 | 0 | 1 {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** The coefficient that the value has at a scale not coarser than its own. */
function atScale({ coefficient, scale }: Decimal, wanted: number): number | bigint {
  if (scale === wanted) return coefficient
  const factor = POWERS_OF_TEN[wanted - scale]
  if (typeof coefficient === 'number' && factor !== undefined) {
    const scaled = coefficient * factor
    if (Number.isSafeInteger(scaled)) return scaled
  }
  return BigInt(coefficient) * powerOfTen(wanted - scale)
}
