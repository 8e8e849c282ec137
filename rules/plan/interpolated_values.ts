import { add, compare, divide, multiply, subtract } from '../money/arithmetic.ts'
import { isDecimal, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { parseDecimal, toDecimal } from '../money/parse_decimal.ts'
import { intervalsOf } from '../rating/intervals.ts'
import { boundsOf, numbers, type Domain } from './domain.ts'
import type { TableModel } from './model.ts'

interface Line {
  readonly at: Exact
  readonly value: Exact
  readonly slope: Exact
  /** Whether it goes on without end below or above. */
  readonly isOpenBelow: boolean
  readonly isOpenAbove: boolean
}

function linesOf({ rows, keys }: TableModel, column: number): readonly Line[] {
  const ends = keys.at(-1)?.ends
  if (!ends) return []
  const pointOf = (at: number) => {
    const row = rows[at]
    const cell = row?.keys.at(-1)
    const value = row && parseDecimal(row.values[column] ?? '')
    return cell && 'is' in cell && value ? { at: toDecimal(cell.is), value } : null
  }
  return intervalsOf(rows, ends).flatMap(({ cell, row, to }): readonly Line[] => {
    const first = pointOf(row)
    const second = to === null ? null : pointOf(to)
    if (!first || !second || !('includesTo' in cell)) return []
    const slope = divide(subtract(second.value, first.value), subtract(second.at, first.at))
    const isOpenBelow = cell.from === undefined
    return [{ ...first, slope, isOpenBelow, isOpenAbove: cell.to === undefined }]
  })
}

/** What an interpolated table may give for keys of that domain: between its values, or beyond them on its last lines. */
export function interpolatedDomain(table: TableModel, column: number, key: Domain): Domain {
  const written = table.rows.map(({ values: row }) => parseDecimal(row[column] ?? ''))
  const values = written.filter((value) => value !== null)
  const { low, high } = boundsOf(key)
  let isUnbounded = values.length === 0
  const beyond = linesOf(table, column).flatMap(({ at, value, slope, isOpenBelow, isOpenAbove }) =>
    [isOpenBelow ? [low] : [], isOpenAbove ? [high] : []].flat().flatMap((end) => {
      if (end) return [add(value, multiply(subtract(end, at), slope))]
      isUnbounded = true
      return []
    })
  )
  if (isUnbounded) return numbers(null, null, false)
  const sorted = [...values, ...beyond].toSorted(compare)
  return numbers(sorted[0] ?? null, sorted.at(-1) ?? null, false)
}

/** How many digits follow the point of what is interpolated for keys of so many; null where they may never end. */
export function interpolatedDigits(
  table: TableModel,
  column: number,
  keyDigits: number | null
): number | null {
  const values = table.rows.map(({ values: row }) => digits(toDecimal(row[column] ?? '0')))
  const points = table.rows.flatMap(({ keys }) => {
    const cell = keys.at(-1)
    return cell && 'is' in cell ? [digits(toDecimal(cell.is))] : []
  })
  if (keyDigits === null) return null
  const away = points.reduce((most, each) => Math.max(most, each), keyDigits)
  const slopes = linesOf(table, column).map(({ slope }) =>
    isDecimal(slope) ? digits(slope) + away : null
  )
  if (slopes.includes(null)) return null
  return [...values, ...slopes].reduce<number>((most, each) => Math.max(most, each ?? 0), 0)
}

function digits(value: Exact): number {
  const text = formatExact(value, 0)
  const point = text.indexOf('.')
  return point === -1 ? 0 : text.length - point - 1
}
