import { isDecimal, POWERS_OF_TEN, type Decimal, type Exact } from './decimal.ts'

/** `.00` to `.99` and the like, by the number of digits: most amounts are written with these. */
const FRACTIONS: readonly (readonly string[])[] = [0, 1, 2, 3].map((digits) =>
  Array.from({ length: 10 ** digits }, (_, n) => `.${String(n).padStart(digits, '0')}`)
)

/**
 * Decimal text with at least `minDigits` digits after the point; zeros beyond them are dropped.
 * Without `minDigits` every digit of the scale is kept, so `0.940` stays `0.940`.
 */
export function formatDecimal(value: Decimal, minDigits: number = value.scale): string {
  return formatCommon(value, minDigits) ?? formatAny(value, minDigits)
}

function formatCommon({ coefficient, scale }: Decimal, minDigits: number): string | null {
  if (scale !== minDigits || scale === 0 || typeof coefficient !== 'number') return null
  const fractions = FRACTIONS[scale]
  const unit = POWERS_OF_TEN[scale]
  if (coefficient < 0 || fractions === undefined || unit === undefined) return null
  const whole = Math.floor(coefficient / unit)
  const fraction = fractions[coefficient - whole * unit]
  return fraction === undefined ? null : String(whole) + fraction
}

function formatAny(value: Decimal, minDigits: number): string {
  const written = String(value.coefficient)
  if (value.scale === 0) return minDigits > 0 ? `${written}.${'0'.repeat(minDigits)}` : written
  const isNegative = written.startsWith('-')
  const digits = (isNegative ? written.slice(1) : written).padStart(value.scale + 1, '0')
  const point = digits.length - value.scale
  let end = digits.length
  while (end - point > minDigits && digits.charCodeAt(end - 1) === 48) end -= 1
  const fraction = digits.slice(point, end).padEnd(minDigits, '0')
  const whole = (isNegative ? '-' : '') + digits.slice(0, point)
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** Like `formatDecimal`; a value that no finite decimal equals is written as a fraction, `1/3`. */
export function formatExact(value: Exact, minDigits?: number): string {
  if (!isDecimal(value)) return `${value.numerator}/${value.denominator}`
  return formatDecimal(value, minDigits)
}
