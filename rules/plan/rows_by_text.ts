import type { TableRow } from './model.ts'
import { OfRows } from './of_rows.ts'

/** Rows by what their cell of one key is. */
export interface RowsByText {
  readonly byText: ReadonlyMap<string, readonly TableRow[]>
  /** Those for all else or for anything. */
  readonly otherwise: readonly TableRow[]
  /** Those for a value that is not given. */
  readonly missing: readonly TableRow[]
}

const known = new OfRows<RowsByText>()

/** Sorts rows by their cell of a key; those of a whole table are sorted once for all look-ups. */
export function rowsByText(rows: readonly TableRow[], at: number, isWhole: boolean): RowsByText {
  return isWhole ? known.get(rows, String(at), () => sort(rows, at)) : sort(rows, at)
}

function sort(rows: readonly TableRow[], at: number): RowsByText {
  const byText = new Map<string, TableRow[]>()
  const [otherwise, missing]: [TableRow[], TableRow[]] = [[], []]
  for (const row of rows) {
    const cell = row.keys[at] ?? { else: true }
    if ('is' in cell) {
      const same = byText.get(cell.is)
      if (same) same.push(row)
      else byText.set(cell.is, [row])
      continue
    }
    if ('else' in cell || 'any' in cell) otherwise.push(row)
    if ('notGiven' in cell || 'any' in cell) missing.push(row)
  }
  return { byText, otherwise, missing }
}
