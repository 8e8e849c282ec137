import { decimal, type Decimal } from './decimal.ts'

const DECIMAL = /^-?\d{1,500}(?:\.\d{1,500})?$/
const SAFE_DIGITS = 15

/**
 * Reads decimal text such as `341.00`, `-0.5` or `12`, exactly and with its digits; null for
 * anything else (no exponent, no sign but `-`, no spaces, no digit groups, at most 500 digits a side).
 */
export function parseDecimal(text: string): Decimal | null {
  if (!DECIMAL.test(text)) return null
  const point = text.indexOf('.')
  if (point === -1) return fromDigits(text, 0)
  return fromDigits(text.slice(0, point) + text.slice(point + 1), text.length - point - 1)
}

/** Reads decimal text that is known to be one, such as a compiled constant. @throws RangeError for anything else. */
export function toDecimal(text: string): Decimal {
  const value = parseDecimal(text)
  if (value === null) throw new RangeError(`Not a decimal: ${JSON.stringify(text.slice(0, 60))}`)
  return value
}

/** Whole digits are exact as a `number` up to 15 of them, which is all that most figures have. */
function fromDigits(digits: string, scale: number): Decimal {
  if (digits.length <= SAFE_DIGITS) return { coefficient: Number(digits) + 0, scale }
  return decimal(BigInt(digits), scale)
}
