import { isDecimal, type Decimal, type Exact } from './decimal.ts'

/**
 * Decimal text with at least `minDigits` digits after the point; zeros beyond them are dropped.
 * Without `minDigits` every digit of the scale is kept, so `0.940` stays `0.940`.
 */
export function formatDecimal(value: Decimal, minDigits: number = value.scale): string {
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
