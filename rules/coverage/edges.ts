import { add, compare, subtract } from '../money/arithmetic.ts'
import type { Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import type { TableProgram } from '../program/program.ts'
import { bandOf } from '../rating/cell.ts'
import type { Point } from './coverage.ts'

/** The numbers that a key column in bands was looked up by, as text without idle zeros. */
export type KeysSeen = ReadonlySet<string>

/**
 * The first and the last number of every band of a key column: both sides of each edge. Numbers are
 * as fine as the column's bounds and the keys that were looked up, whole ones where those are whole.
 */
export function edgesOf(
  table: TableProgram,
  key: number,
  seen: KeysSeen
): readonly { readonly point: Point; readonly number: string }[] {
  const bands = table.rows
    .map(({ keys }) => keys[key])
    .map((cell) => cell && bandOf(cell))
    .filter((band) => band !== null && band !== undefined)
  const bounds = bands.flatMap(({ from, to }) => [from, to]).filter((bound) => bound !== null)
  const unit = unitOf(bounds, seen)
  const numbers = bands.flatMap(({ from, includesFrom, to, includesTo }) => [
    from && (includesFrom ? from : add(from, unit)),
    to && (includesTo ? to : subtract(to, unit)),
  ])
  const name = table.keys[key]?.name ?? ''
  const ascending = numbers.filter((number) => number !== null).toSorted(compare)
  return [...new Set(ascending.map((number) => formatExact(number, 0)))].map((number) => ({
    number,
    point: {
      id: `edge ${table.name} ${key} ${number}`,
      kind: 'edge',
      of: table.name,
      what: `${name} ${number}`,
      at: table.at,
    },
  }))
}

function unitOf(bounds: readonly Exact[], seen: KeysSeen): Exact {
  const digits = [...bounds.map((bound) => formatExact(bound, 0)), ...seen]
    .map(parseDecimal)
    .reduce((most, number) => Math.max(most, number?.scale ?? 0), 0)
  return { coefficient: 1, scale: digits }
}
