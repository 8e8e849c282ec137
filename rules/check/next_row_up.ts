import { compare } from '../money/arithmetic.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type { TableRow } from '../plan/model.ts'
import type { KeyCell } from '../program/program.ts'
import type { TableKey } from '../syntax/ast.ts'

/** The rows with each number of a key that goes up to the next row as the band that ends with it. */
export function upToEachRow(
  keys: readonly TableKey[],
  rows: readonly TableRow[]
): readonly TableRow[] {
  return keys.reduce(
    (written, { nextRowUp }, at) => (nextRowUp ? inBands(written, at) : written),
    rows
  )
}

/** The cells of all keys but one, as text that is alike where they are. */
export function othersThan(at: number, { keys }: TableRow): string {
  return JSON.stringify(keys.toSpliced(at, 1))
}

function inBands(rows: readonly TableRow[], at: number): readonly TableRow[] {
  const bands = new Map<TableRow, KeyCell>()
  for (const group of Map.groupBy(rows, (row) => othersThan(at, row)).values()) {
    const points = group.flatMap((row) => {
      const cell = row.keys[at]
      return cell && 'is' in cell ? [{ row, to: cell.is }] : []
    })
    const ascending = points.toSorted((a, b) => compare(toDecimal(a.to), toDecimal(b.to)))
    for (const [index, { row, to }] of ascending.entries()) {
      const before = ascending[index - 1]
      bands.set(row, {
        ...(before ? { from: before.to, excludesFrom: true } : {}),
        to,
        includesTo: true,
      })
    }
  }
  return rows.map((row) => {
    const band = bands.get(row)
    return band ? { ...row, keys: row.keys.with(at, band) } : row
  })
}
