import type { Program } from '#rules/index'
import type { TableSource } from '../../../client/types.ts'

type Table = Program['tables'][number]
type TableRow = Table['rows'][number]
type KeyCell = TableRow['keys'][number]

/** A few rows of a table around the one that was read. */
export interface TableExcerpt {
  readonly table: string
  readonly heads: readonly string[]
  readonly rows: readonly {
    readonly row: number
    readonly cells: readonly string[]
    readonly isRead: boolean
  }[]
}

const NEIGHBOURS = 2

/** The row that a step read, between its neighbours; null where the program has no such row. */
export function excerptOf(program: Program, source: TableSource): TableExcerpt | null {
  const table = program.tables.find(({ name }) => name === source.table)
  if (!table) return null
  const rows = table.rows.filter(({ column }) => column === source.column)
  const at = rows.findIndex(({ row }) => row === source.row)
  if (at === -1) return null
  return {
    table: table.name,
    heads: [...table.keys.map(({ name }) => name), ...valueHeads(table)],
    rows: rows.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1).map((row) => ({
      row: row.row,
      cells: [...row.keys.map(cellText), ...row.values],
      isRead: row.row === source.row,
    })),
  }
}

/** A table that gives one value names no column for it. */
function valueHeads({ columns }: Table): readonly string[] {
  return columns.length === 1 ? ['value'] : columns.map(({ name }) => name)
}

/** A key cell as the table writes it: `16 to 17`, `3 up to 5`, `65 and over`. */
export function cellText(cell: KeyCell): string {
  if ('is' in cell) return cell.is
  if ('notGiven' in cell) return 'not given'
  if ('else' in cell) return 'all else'
  if ('any' in cell) return 'any'
  if ('fromText' in cell) return `${cell.fromText} to ${cell.toText}`
  const { from, to, includesTo } = cell
  if (from === undefined && to === undefined) return 'any'
  if (to === undefined) return `${from} and over`
  if (from === undefined) return includesTo ? `up to and with ${to}` : `under ${to}`
  return `${from} ${includesTo ? 'to' : 'up to'} ${to}`
}
