import { decimal, isDecimal, powerOfTen, type Exact, type Ratio } from './decimal.ts'

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}

function countFactor(value: bigint, factor: bigint): readonly [count: number, rest: bigint] {
  let [count, rest] = [0, value]
  while (rest % factor === 0n) {
    rest /= factor
    count += 1
  }
  return [count, rest]
}

/** The exact value `numerator / denominator`: a decimal where one equals it. @throws RangeError for a denominator of 0. */
export function quotient(numerator: bigint, denominator: bigint): Exact {
  if (denominator === 0n) throw new RangeError('Division by zero')
  const sign = denominator < 0n ? -1n : 1n
  const divisor = greatestCommonDivisor(numerator, denominator * sign)
  const top = (numerator * sign) / divisor
  const bottom = (denominator * sign) / divisor
  const [twos, withoutTwos] = countFactor(bottom, 2n)
  const [fives, rest] = countFactor(withoutTwos, 5n)
  if (rest !== 1n) return { numerator: top, denominator: bottom }
  const scale = Math.max(twos, fives)
  return decimal((top * powerOfTen(scale)) / bottom, scale)
}

/** Like `quotient`, in doubles; null where a number on the way would not be exact in them. */
export function smallQuotient(numerator: number, denominator: number): Exact | null {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) return null
  if (denominator <= 0) return null
  let [divisor, rest] = [Math.abs(numerator), denominator]
  while (rest > 0) [divisor, rest] = [rest, divisor % rest]
  let [bottom, scale, multiple] = [denominator / divisor, 0, numerator / divisor]
  while (bottom > 1) {
    if (bottom % 10 === 0) bottom /= 10
    else if (bottom % 5 === 0) [bottom, multiple] = [bottom / 5, multiple * 2]
    else if (bottom % 2 === 0) [bottom, multiple] = [bottom / 2, multiple * 5]
    else return null
    scale += 1
    if (!Number.isSafeInteger(multiple)) return null
  }
  return { coefficient: multiple + 0, scale }
}

/** Any exact value as a fraction, not always in lowest terms. */
export function toRatio(value: Exact): Ratio {
  if (!isDecimal(value)) return value
  return { numerator: BigInt(value.coefficient), denominator: powerOfTen(value.scale) }
}
