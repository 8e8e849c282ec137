import { add, compare, divide, multiply, subtract } from '../money/arithmetic.ts'
import { integer, isDecimal, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import { round } from '../money/round.ts'
import { roundHalfUp } from '../money/round_half_up.ts'

const ZERO = integer(0)
const TENTH = { coefficient: 1, scale: 1 }

/** Whether two texts are the same number, or the same text. */
export function isSameAmount(before: string, after: string): boolean {
  const [a, b] = [parseDecimal(before), parseDecimal(after)]
  return a && b ? compare(a, b) === 0 : before === after
}

/** By how much a number has grown, to a tenth of a percent: `+3.7 %`; null where that says nothing. */
export function growth(before: string, after: string): string | null {
  const [a, b] = [parseDecimal(before), parseDecimal(after)]
  if (!a || !b || compare(a, ZERO) <= 0) return null
  const percent = divide(multiply(subtract(b, a), integer(100)), a)
  const rounded = round(percent, TENTH, roundHalfUp)
  if (compare(rounded, ZERO) === 0) return null
  const sign = compare(rounded, ZERO) > 0 ? '+' : ''
  return `${sign}${formatExact(rounded, 1)} %`
}

/** What turned every number into its successor exactly: `times 1.04`, `plus 5.00`; null where nothing does. */
export function uniformly(
  pairs: readonly { readonly before: string; readonly after: string }[]
): string | null {
  const numbers: (readonly [Exact, Exact])[] = []
  for (const { before, after } of pairs) {
    const [a, b] = [parseDecimal(before), parseDecimal(after)]
    if (!a || !b) return null
    numbers.push([a, b])
  }
  return byFactor(numbers) ?? byShift(numbers)
}

function byFactor(numbers: readonly (readonly [Exact, Exact])[]): string | null {
  const first = numbers.find(([a]) => compare(a, ZERO) !== 0)
  if (!first) return null
  const factor = divide(first[1], first[0])
  if (!isDecimal(factor)) return null
  const holds = numbers.every(([a, b]) => compare(multiply(a, factor), b) === 0)
  return holds ? `times ${formatExact(factor, 0)}` : null
}

function byShift(numbers: readonly (readonly [Exact, Exact])[]): string | null {
  const [first] = numbers
  if (!first) return null
  const shift = subtract(first[1], first[0])
  if (!numbers.every(([a, b]) => compare(add(a, shift), b) === 0)) return null
  return compare(shift, ZERO) < 0
    ? `minus ${formatExact(subtract(ZERO, shift))}`
    : `plus ${formatExact(shift)}`
}
