import { add, compare, divide } from '../money/arithmetic.ts'
import {
  decimal,
  integer,
  isDecimal,
  powerOfTen,
  toSafeInteger,
  type Exact,
} from '../money/decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import { toRatio } from '../money/ratio.ts'
import type { KeyCell } from '../program/program.ts'

/** A place between numbers: just before `at`, or just after it. Null bounds lie beyond every number. */
export interface Cut {
  readonly at: Exact
  readonly after: boolean
}

/** The numbers from one cut to another; null is open. */
export interface Stretch {
  readonly low: Cut | null
  readonly high: Cut | null
}

export function compareCuts(a: Cut, b: Cut): number {
  return compare(a.at, b.at) || Number(a.after) - Number(b.after)
}

/** The stretch that a band covers; among whole numbers its ends fall just before whole numbers. */
export function stretchOf(cell: KeyCell, whole: boolean): Stretch | null {
  if (!('includesTo' in cell)) return null
  const from = cell.from === undefined ? null : parseDecimal(cell.from)
  const to = cell.to === undefined ? null : parseDecimal(cell.to)
  const low = from && { at: from, after: cell.excludesFrom ?? false }
  const high = to && { at: to, after: cell.includesTo }
  return { low: low && normal(low, whole), high: high && normal(high, whole) }
}

export function stretchOfBounds(low: Exact | null, high: Exact | null, whole: boolean): Stretch {
  return {
    low: low && normal({ at: low, after: false }, whole),
    high: high && normal({ at: high, after: true }, whole),
  }
}

/** Among whole numbers, the cut before the first whole number that follows it. */
function normal(cut: Cut, whole: boolean): Cut {
  if (!whole) return cut
  const value = toSafeInteger(cut.at)
  if (value !== null && value < Number.MAX_SAFE_INTEGER)
    return { at: integer(cut.after ? value + 1 : value), after: false }
  const { numerator, denominator } = toRatio(cut.at)
  const floor = numerator / denominator - (numerator % denominator < 0n ? 1n : 0n)
  const isWhole = floor * denominator === numerator
  return { at: decimal(isWhole && !cut.after ? floor : floor + 1n, 0), after: false }
}

/** A number inside the stretch, the first where there is one, to name it in a diagnostic. */
export function someNumberIn({ low, high }: Stretch, whole: boolean): Exact {
  if (low && !low.after) return low.at
  if (!low && !high) return integer(0)
  if (!low && high) return high.after ? high.at : add(high.at, integer(-1))
  if (low && !high) return add(low.at, integer(1))
  if (low && high && whole) return add(low.at, integer(1))
  return low && high ? between(low.at, high.at) : integer(0)
}

/** A decimal with few digits between two numbers. */
function between(low: Exact, high: Exact): Exact {
  if (compare(low, high) === 0) return low
  const middle = divide(add(low, high), integer(2))
  for (let digits = 0; digits < 40; digits++) {
    const { numerator, denominator } = toRatio(middle)
    const shortened = decimal((numerator * powerOfTen(digits)) / denominator, digits)
    if (compare(shortened, low) > 0 && compare(shortened, high) < 0) return shortened
  }
  return isDecimal(middle) ? middle : low
}
