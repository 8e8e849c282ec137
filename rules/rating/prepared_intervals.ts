import { divide, subtract } from '../money/arithmetic.ts'
import type { Exact } from '../money/decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type { Ends, TableProgram } from '../program/program.ts'
import { intervalsOf, type Interval } from './intervals.ts'
import { known } from './layout.ts'

/** An interval with what is needed to go along its line. */
export interface PreparedInterval extends Interval {
  /** Where its first row stands; null where that is the one for a key not given. */
  readonly at: Exact | null
  /** Where the other row of its line stands. */
  readonly end: Exact | null
  /** By column, how much the value grows with the key; null where it does not. */
  readonly slopes: readonly Exact[] | null
}

/** The intervals of an interpolated table in the order in which its index numbers them. */
export function prepareIntervals(
  { rows, columns }: TableProgram,
  ends: Ends
): readonly PreparedInterval[] {
  const pointOf = (row: number) => {
    const cell = rows[row]?.keys.at(-1)
    return cell && 'is' in cell ? toDecimal(cell.is) : null
  }
  const valueOf = (row: number, column: number) => toDecimal(rows[row]?.values[column] ?? '0')
  return intervalsOf(rows, ends).map((interval) => {
    const { row, to } = interval
    const at = pointOf(row)
    const end = to === null ? null : pointOf(to)
    const slopes =
      at && end && to !== null
        ? columns.map((_, column) =>
            divide(subtract(valueOf(to, column), valueOf(row, column)), subtract(end, at))
          )
        : null
    return { ...interval, at, end, slopes }
  })
}

/** The table as its index sees it: a row for each interval, its last key in bands. */
export function inIntervals(
  table: TableProgram,
  intervals: readonly PreparedInterval[]
): TableProgram {
  const last = table.keys.length - 1
  return {
    ...table,
    keys: table.keys.map((key, at) => (at === last ? { name: key.name, kind: 'band' } : key)),
    rows: intervals.map(({ cell, row }) => {
      const written = known(table.rows[row], table.name)
      return { ...written, keys: [...written.keys.slice(0, -1), cell] }
    }),
  }
}
