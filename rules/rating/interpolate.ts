import { add, compare, multiply, subtract } from '../money/arithmetic.ts'
import { integer, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { keyText, type Key } from './cell.ts'
import { known } from './layout.ts'
import type { PreparedInterval } from './prepared_intervals.ts'
import { rowFor, type PreparedTable } from './prepared_table.ts'
import type { Risk } from './risk.ts'

/** What an interpolation found: its value, and the interval it lies on. */
export interface Interpolated {
  readonly value: Exact
  readonly interval: PreparedInterval
}

/** The value for the keys on the line between its neighbours. @throws Refusal outside a table that refuses it. */
export function interpolate(
  table: PreparedTable,
  keys: readonly Key[],
  column: number,
  risk: Risk
): Interpolated {
  const interval = known(table.intervals[rowFor(table, keys, risk)], table.name)
  const { row, at, slopes } = interval
  // Only numbers are interpolated, as the compiler has checked.
  const first = table.values[row]?.[column] as Exact
  const key = exactKey(keys)
  const slope = slopes?.[column]
  if (key === null || at === null || slope === undefined) return { value: first, interval }
  return { value: add(first, multiply(subtract(key, at), slope)), interval }
}

/** The rows that a key on the interval is read from: one where it stands on that row's own number. */
export function rowsOn(
  { row, to, at, end }: PreparedInterval,
  keys: readonly Key[]
): readonly number[] {
  const key = exactKey(keys)
  if (to === null || key === null || at === null || end === null) return [row]
  if (compare(key, at) === 0) return [row]
  return compare(key, end) === 0 ? [to] : [row, to]
}

/** Where the key lies: `9000 between 8000 and 10000`, `25000 as at 20000`. */
export function placeText({ to, at, end }: PreparedInterval, keys: readonly Key[]): string {
  const written = keyText(keys.at(-1) ?? null)
  const key = exactKey(keys)
  if (key === null || at === null || compare(key, at) === 0) return written
  const beginning = formatExact(at, 0)
  if (to === null || end === null) return `${written} as at ${beginning}`
  if (compare(key, end) === 0) return written
  const isBeyond = compare(key, at) < 0 || compare(key, end) > 0
  return `${written} ${isBeyond ? 'beyond' : 'between'} ${beginning} and ${formatExact(end, 0)}`
}

function exactKey(keys: readonly Key[]): Exact | null {
  const key = keys.at(-1) ?? null
  if (typeof key === 'number') return integer(key)
  return typeof key === 'object' ? key : null
}
