import { covers } from '../plan/covers.ts'
import type { PlanModel, TableModel, TableRow } from '../plan/model.ts'
import type { Report } from './report.ts'
import type { RowUse, TableUse } from './total_tables.ts'

/** Every row of a table that is looked up can be reached: else a key is misspelt, or out of range. */
export function usedRows(plan: PlanModel, { tables }: TableUse, report: Report): void {
  if (report.failed) return
  for (const [name, use] of tables) {
    const table = plan.tables.get(name)
    const unused = table?.rows.filter((row) => !use.used.some((rows) => rows.has(row))) ?? []
    const left = table?.firstMatch
      ? tellShadowed(table, inNeed(table, unused, use), report)
      : unused
    const [first] = left
    if (!first) continue
    const others = left.length > 1 ? `, nor are ${left.length - 1} others` : ''
    report.warning('RATE332', first.span, `No risk reaches this row of table "${name}"${others}`)
  }
}

/**
 * The rows to tell of in a table of first matches: not the last one, which is for all else, and not
 * one of several alternatives in a line, some of which are reached, unless it holds nothing at all.
 */
function inNeed(
  table: TableModel,
  unused: readonly TableRow[],
  { used, holding }: RowUse
): readonly TableRow[] {
  const last = table.rows.at(-1)
  const reached = new Set(used.flatMap((rows) => Array.from(rows, placeOf)))
  return unused.filter((row) => {
    if (row === last && row.keys.every((cell) => 'else' in cell || 'any' in cell)) return false
    return !reached.has(placeOf(row)) || !holding.some((rows) => rows.has(row))
  })
}

function placeOf({ row, column }: TableRow): string {
  return `${row} ${column ?? ''}`
}

/** Tells of rows that one earlier row takes everything from; gives the others. */
function tellShadowed(
  { name, rows }: TableModel,
  unused: readonly TableRow[],
  report: Report
): readonly TableRow[] {
  return unused.filter((row) => {
    const earlier = rows.slice(0, rows.indexOf(row)).find((each) => hidesAll(each, row))
    if (!earlier) return true
    report.warning(
      'RATE333',
      row.span,
      `Table "${name}" never comes to this row: an earlier one takes all it holds`,
      {
        related: [{ span: earlier.span, message: 'this row comes first' }],
        help: 'move it before that row, or leave it out',
      }
    )
    return false
  })
}

function hidesAll(earlier: TableRow, row: TableRow): boolean {
  return row.keys.every((cell, at) => {
    const other = earlier.keys[at]
    return other !== undefined && covers(other, cell)
  })
}
