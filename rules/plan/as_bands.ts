import { intervalsOf } from '../rating/intervals.ts'
import type { TableModel, TableRow } from './model.ts'

/** A table with all its keys exact or in bands, and the written rows that each of its rows stands for. */
export interface BandedTable {
  readonly table: TableModel
  /** Whether its rows are other ones than those written. */
  readonly isMade: boolean
  written(row: TableRow): readonly TableRow[]
}

/** The table as what it holds is judged: an interpolated key is in bands from one of its rows to the next. */
export function asBands(table: TableModel): BandedTable {
  const last = table.keys.at(-1)
  if (!last?.ends) return { table, isMade: false, written: (row) => [row] }
  const { rows } = table
  const written = new Map<TableRow, readonly TableRow[]>()
  const bands = intervalsOf(rows, last.ends).flatMap(({ cell, row, to }): readonly TableRow[] => {
    const first = rows[row]
    if (!first) return []
    const band = { ...first, keys: [...first.keys.slice(0, -1), cell] }
    const second = to === null ? undefined : rows[to]
    written.set(band, second ? [first, second] : [first])
    return [band]
  })
  return {
    table: {
      ...table,
      keys: [...table.keys.slice(0, -1), { ...last, inBand: true }],
      rows: bands,
    },
    isMade: true,
    written: (row) => written.get(row) ?? [],
  }
}
