import { compare } from '../money/arithmetic.ts'
import { toSafeInteger, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { parseDecimal, toDecimal } from '../money/parse_decimal.ts'
import type { KeyCell } from '../program/program.ts'
import { Instance, type Value } from './risk.ts'

/** What is looked up in a key column: a whole number as a `number`, any other as it is. */
export type Key = string | number | Exact | null

/** The key that a value is looked up by: yes and no by their words, an entity by its number. */
export function keyOf(value: Value): Key {
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof Instance) return value.number
  // A list can't be a key, as the compiler has checked; what is left is a number.
  const exact = value as Exact
  return toSafeInteger(exact) ?? exact
}

/** A key as the worksheet shows it. */
export function keyText(key: Key): string {
  if (key === null) return 'not given'
  return typeof key === 'object' ? formatExact(key, 0) : String(key)
}

/** A band of numbers; a missing bound is open. */
export interface Band {
  readonly from: Exact | null
  readonly includesFrom: boolean
  readonly to: Exact | null
  readonly includesTo: boolean
}

/** The band that a cell names; null for `not given`, `all else` and text. A lone number is a band of one. */
export function bandOf(cell: KeyCell): Band | null {
  if ('is' in cell) {
    const only = parseDecimal(cell.is)
    return only && { from: only, includesFrom: true, to: only, includesTo: true }
  }
  if (!('includesTo' in cell)) return null
  return {
    from: cell.from === undefined ? null : toDecimal(cell.from),
    includesFrom: cell.excludesFrom !== true,
    to: cell.to === undefined ? null : toDecimal(cell.to),
    includesTo: cell.includesTo,
  }
}

/** Whether the band begins at or before the number. */
export function beginsBy({ from, includesFrom }: Band, key: Exact): boolean {
  if (from === null) return true
  const order = compare(from, key)
  return order < 0 || (order === 0 && includesFrom)
}

/** Whether the band ends at or after the number. */
export function endsAfter({ to, includesTo }: Band, key: Exact): boolean {
  if (to === null) return true
  const order = compare(key, to)
  return order < 0 || (order === 0 && includesTo)
}
