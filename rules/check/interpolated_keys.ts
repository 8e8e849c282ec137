import { compare } from '../money/arithmetic.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type { TableRow } from '../plan/model.ts'
import type { TableDecl } from '../syntax/ast.ts'
import type { Report } from './report.ts'

/**
 * Whether a table that is interpolated can be: by its last key, between numbers that ascend, none of
 * them twice. A table that is not interpolated is in order.
 */
export function interpolates(
  declared: TableDecl,
  rows: readonly TableRow[],
  report: Report
): boolean {
  const key = declared.keys.find(({ ends }) => ends)
  if (!key) return true
  const isPossible = [
    key === declared.keys.at(-1) ||
      report.error('RATE325', key.span, 'Only the last key of a table can be interpolated'),
    !declared.firstMatch ||
      report.error(
        'RATE325',
        key.span,
        'A table of first matches is not interpolated: one row after the other is looked at'
      ),
    ...declared.gives.map(
      ({ type }) =>
        type.name !== 'text' ||
        report.error('RATE325', type.span, 'Between two texts nothing can be interpolated')
    ),
  ]
  if (isPossible.includes(null)) return false
  const curves = Map.groupBy(rows, ({ keys }) => JSON.stringify(keys.slice(0, -1)))
  const areSound = [...curves.values()].map((curve) => isCurve(curve, declared, report))
  return !areSound.includes(false)
}

/** The rows under one combination of the keys before. */
function isCurve(
  rows: readonly TableRow[],
  { name, keys, keys: { length } }: TableDecl,
  report: Report
): boolean {
  const column = keys[length - 1]?.name.name ?? ''
  const points = rows.flatMap((row) => {
    const cell = row.keys.at(-1)
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
        ? `Table "${name.name}" has two rows for ${column} ${text}`
        : `The numbers of "${column}" should ascend; ${text} comes after ${before.text}`,
      { related }
    )
    return false
  }
  const [only] = points
  if (keys[length - 1]?.ends !== 'extended' || !only || points.length > 1) return true
  report.error(
    'RATE325',
    only.row.span,
    `One row is no line that could be extended beyond ${column} ${only.text}`
  )
  return false
}
