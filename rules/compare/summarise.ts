import type { TableProgram } from '../program/program.ts'
import { uniformly } from './amounts.ts'
import type { Change } from './comparison.ts'
import { namedCell, type Row } from './row_words.ts'

/** A row that both plans have, with its value in each. */
export interface ChangedCell {
  readonly row: Row
  readonly before: string
  readonly after: string
  /** Null where the value is the same number. */
  readonly change: Change | null
}

const FEWEST_ROWS = 3

/**
 * The changed cells; those of the whole table, or of all its rows with one key, as one line where
 * one factor or addition turned each exactly into its successor.
 */
export function summarise(
  cells: readonly ChangedCell[],
  keys: TableProgram['keys']
): readonly Change[] {
  const listed = cells.flatMap(({ change }) => (change ? [change] : []))
  if (listed.length < FEWEST_ROWS) return listed
  const whole = summaryOf(cells, `all ${cells.length} rows`)
  if (whole) return [whole]
  return keys
    .map((key, at) => byKey(cells, key, at))
    .filter(({ length }) => length < listed.length)
    .reduce((best, lines) => (lines.length <= best.length ? lines : best), listed)
}

type Key = TableProgram['keys'][number]

/** The rows of each value of one key together, where they changed alike. */
function byKey(cells: readonly ChangedCell[], key: Key, at: number): readonly Change[] {
  const groups = Map.groupBy(cells, ({ row }) => {
    const cell = row.keys[at]
    return cell ? namedCell(key, cell) : ''
  })
  return [...groups].flatMap(([words, rows]) => {
    const changes = rows.flatMap(({ change }) => (change ? [change] : []))
    if (changes.length < FEWEST_ROWS) return changes
    const summary = summaryOf(rows, `all ${rows.length} rows of ${words}`)
    return summary ? [summary] : changes
  })
}

function summaryOf(cells: readonly ChangedCell[], what: string): Change | null {
  const note = uniformly(cells)
  if (note === null) return null
  const changes = cells.flatMap(({ change }) => (change ? [change] : []))
  return { kind: 'changed', what, before: null, after: null, note, cells: changes }
}
