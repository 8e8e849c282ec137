import type { TableRow } from './model.ts'

/** Rows by what their cell of one key is. */
export interface RowsByText {
  readonly byText: ReadonlyMap<string, readonly TableRow[]>
  /** Those for all else or for anything. */
  readonly otherwise: readonly TableRow[]
  /** Those for a value that is not given. */
  readonly missing: readonly TableRow[]
}

/** By the rows themselves and a key's place: it goes when they do. */
const known = new WeakMap<readonly TableRow[], Map<number, RowsByText>>()

/** Sorts rows by their cell of a key; those of a whole table are sorted once for all look-ups. */
export function rowsByText(rows: readonly TableRow[], at: number, isWhole: boolean): RowsByText {
  if (!isWhole) return sort(rows, at)
  const before = known.get(rows)
  const found = before?.get(at)
  if (found) return found
  const sorted = sort(rows, at)
  known.set(rows, (before ?? new Map<number, RowsByText>()).set(at, sorted))
  return sorted
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
