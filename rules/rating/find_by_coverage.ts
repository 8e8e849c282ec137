import type { Expression, TableProgram } from '../program/program.ts'
import type { Coverage } from './layout.ts'
import { indexTable, type FindRow } from './table_index.ts'

/** A table taken apart by the coverage in scope: the other keys, and the row for them, or -1. */
export interface ByCoverage {
  readonly otherKeys: readonly Expression[]
  readonly findFor: (coverage: Coverage) => FindRow
}

/**
 * Takes a table apart where one of its keys is the name of the coverage in scope; null where it is none, or where rows can't
 * be told apart by one key before the others: `all else` and first matches depend on their order.
 */
export function takeApart(
  table: TableProgram | null,
  keys: readonly Expression[]
): ByCoverage | null {
  const column = keys.findIndex(isCoverageName)
  if (table === null || column === -1 || keys.length === 1 || !isFreeOfOrder(table)) return null
  const isOwn = table.rows.every(({ keys: cells }) => {
    const cell = cells[column]
    return cell !== undefined && 'is' in cell
  })
  if (!isOwn) return null
  const finds: (FindRow | undefined)[] = []
  return {
    otherKeys: keys.filter((_, at) => at !== column),
    // A plan that has not been asked about a coverage need not index it.
    findFor: ({ index, name }) => (finds[index] ??= indexPart(table, column, name)),
  }
}

function isCoverageName(key: Expression): boolean {
  return key.op === 'field' && key.entity === 'coverage' && key.field === 'name'
}

function isFreeOfOrder({ rows, keys, firstMatch }: TableProgram): boolean {
  if (firstMatch || keys.some(({ kind }) => kind === 'interpolated')) return false
  return !rows.some(({ keys: cells }) => cells.some((cell) => 'else' in cell))
}

function indexPart(table: TableProgram, column: number, name: string): FindRow {
  const places = [...table.rows.keys()].filter((row) => {
    const cell = table.rows[row]?.keys[column]
    return cell !== undefined && 'is' in cell && cell.is === name
  })
  const find = indexTable({
    ...table,
    keys: table.keys.filter((_, at) => at !== column),
    rows: places.flatMap((row) => {
      const whole = table.rows[row]
      return whole ? [{ ...whole, keys: whole.keys.filter((_, at) => at !== column) }] : []
    }),
  })
  return (keys) => places[find(keys)] ?? -1
}
