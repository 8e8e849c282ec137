import { compare } from '../money/arithmetic.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type { TableRow } from '../plan/model.ts'
import type { TableDecl, TableKey } from '../syntax/ast.ts'
import { othersThan } from './next_row_up.ts'
import type { Report } from './report.ts'

/** Whether a table that is interpolated can be: by its last key, numbers alone, each row for itself. */
export function canInterpolate({ keys, gives, firstMatch }: TableDecl, report: Report): boolean {
  const key = keys.find(({ ends, nextRowUp }) => ends || nextRowUp)
  if (!key) return true
  const refuse = (span: TableKey['span'], message: string) =>
    report.error('RATE325', span, message) !== null
  if (firstMatch) {
    return refuse(key.span, 'A table of first matches is read row by row, by what each row holds')
  }
  if (!key.ends) return true
  if (key !== keys.at(-1)) return refuse(key.span, 'Only the last key of a table is interpolated')
  const text = gives.find(({ type }) => type.name === 'text')
  return !text || refuse(text.type.span, 'Between two texts nothing can be interpolated')
}

/** Whether the numbers of keys that are interpolated or go up to the next row ascend, none of them twice. */
export function ascends(
  { name, keys }: TableDecl,
  rows: readonly TableRow[],
  report: Report
): boolean {
  const judged = keys.flatMap((key, at) => {
    if (!key.ends && !key.nextRowUp) return []
    const groups = Map.groupBy(rows, (row) => othersThan(at, row))
    return [...groups.values()].map((group) => isAscending(group, key, at, name.name, report))
  })
  return !judged.includes(false)
}

/** The rows under one combination of the other keys. */
function isAscending(
  rows: readonly TableRow[],
  key: TableKey,
  keyAt: number,
  table: string,
  report: Report
): boolean {
  const column = key.name.name
  const points = rows.flatMap((row) => {
    const cell = row.keys[keyAt]
    return cell && 'is' in cell ? [{ row, text: cell.is, at: toDecimal(cell.is) }] : []
  })
  for (const [index, { row, text, at }] of points.entries()) {
    const before = points[index - 1]
    const order = before ? compare(before.at, at) : -1
    if (!before || order < 0) continue
    const related = [{ span: before.row.span, message: 'the row before it' }]
    report.error(
      order === 0 ? 'RATE302' : 'RATE325',
      row.span,
      order === 0
        ? `Table "${table}" has two rows for ${column} ${text}`
        : `The numbers of "${column}" should ascend; ${text} comes after ${before.text}`,
      { related }
    )
    return false
  }
  const [only] = points
  if (key.ends !== 'extended' || !only || points.length > 1) return true
  const message = `One row is no line that could be extended beyond ${column} ${only.text}`
  return report.error('RATE325', only.row.span, message) !== null
}
