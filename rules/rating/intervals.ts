import { compare } from '../money/arithmetic.ts'
import type { Decimal } from '../money/decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type { Ends, KeyCell } from '../program/program.ts'

/** A stretch of an interpolated key on which the value lies on one straight line. */
export interface Interval {
  /** What it holds of the last key. */
  readonly cell: KeyCell
  /** The row at its beginning. */
  readonly row: number
  /** The other row of its line; null where the value is that of `row` alone. */
  readonly to: number | null
}

interface Point {
  readonly at: Decimal
  readonly text: string
  readonly row: number
}

/** The intervals between the rows of a table whose last key is interpolated, under each of the keys before it. */
export function intervalsOf(
  rows: readonly { readonly keys: readonly KeyCell[] }[],
  ends: Ends
): readonly Interval[] {
  const curves = Map.groupBy(rows.entries(), ([, { keys }]) => JSON.stringify(keys.slice(0, -1)))
  return [...curves.values()].flatMap((curve) => {
    const points: Point[] = []
    const missing: Interval[] = []
    for (const [row, { keys }] of curve) {
      const cell = keys.at(-1)
      if (cell && 'is' in cell) points.push({ at: toDecimal(cell.is), text: cell.is, row })
      else if (cell) missing.push({ cell, row, to: null })
    }
    return [
      ...missing,
      ...between(
        points.toSorted((a, b) => compare(a.at, b.at)),
        ends
      ),
    ]
  })
}

function between(points: readonly Point[], ends: Ends): readonly Interval[] {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return []
  const lines = points.slice(0, -1).map((point, at): Interval => {
    const next = points[at + 1] ?? last
    const isFirst = ends === 'extended' && at === 0
    const isLast = at === points.length - 2
    return {
      cell: {
        ...(isFirst ? {} : { from: point.text }),
        ...(ends === 'extended' && isLast ? {} : { to: next.text }),
        includesTo: isLast && ends !== 'flat',
      },
      row: point.row,
      to: next.row,
    }
  })
  if (ends === 'flat') {
    return [
      { cell: { to: first.text, includesTo: false }, row: first.row, to: null },
      ...lines,
      { cell: { from: last.text, includesTo: true }, row: last.row, to: null },
    ]
  }
  if (lines.length > 0) return lines
  return [
    { cell: { from: first.text, to: first.text, includesTo: true }, row: first.row, to: null },
  ]
}
