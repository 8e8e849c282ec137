import { atIndex, atKey, ROOT, type FactPath } from '../facts/fact_path.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type { TableProgram } from '../program/program.ts'
import { keyText, type Key } from './cell.ts'
import { inIntervals, prepareIntervals, type PreparedInterval } from './prepared_intervals.ts'
import { Refusal } from './refusal.ts'
import type { Instance, Risk, Value } from './risk.ts'
import { indexTable, type FindRow } from './table_index.ts'
import type { TableSource } from './worksheet.ts'

/** A table with its index, its values read, and the source of each of its rows. */
export interface PreparedTable {
  readonly name: string
  /** The whole table; null where nobody may look up in it but by `find`. */
  readonly program: TableProgram | null
  /** For an interpolated table it finds the interval, for any other the row. */
  readonly find: FindRow
  /** Empty unless the table is interpolated. */
  readonly intervals: readonly PreparedInterval[]
  /** Whether each of its rows is for one combination of keys alone. */
  readonly isExact: boolean
  /** By row, then by column. */
  readonly values: readonly (readonly Value[])[]
  readonly sources: readonly TableSource[]
  readonly refuses: TableProgram['refuses']
}

/** Reads and indexes a table. */
export function prepareTable(table: TableProgram): PreparedTable {
  const last = table.keys.at(-1)
  const intervals = last?.kind === 'interpolated' ? prepareIntervals(table, last.ends) : []
  return {
    name: table.name,
    program: table,
    find: indexTable(last?.kind === 'interpolated' ? inIntervals(table, intervals) : table),
    intervals,
    isExact: table.rows.every(({ keys }) =>
      keys.every((cell) => 'is' in cell || 'notGiven' in cell)
    ),
    values: table.rows.map(({ values }) =>
      values.map((text, column) => {
        const type = table.columns[column]?.type
        return type === 'decimal' || type === 'integer' ? toDecimal(text) : text
      })
    ),
    sources: table.rows.map(({ row, column }) => ({
      table: table.name,
      file: table.file,
      row,
      column,
    })),
    refuses: table.refuses,
  }
}

/** The row for the keys. @throws Refusal where the table has none. */
export function rowFor(table: PreparedTable, keys: readonly Key[], risk: Risk): number {
  const row = table.find(keys)
  if (row >= 0) return row
  const { path, pointer } = refusedPlace(table.refuses, risk)
  const shown = keys.map(keyText).join(', ')
  throw new Refusal({
    path,
    pointer,
    code: 'outside_table',
    message: `This plan doesn't rate it: table "${table.name}" has no row for ${shown}.`,
    help: null,
  })
}

function refusedPlace(refuses: TableProgram['refuses'], risk: Risk): FactPath {
  if (refuses === null) return ROOT
  const { entity, field } = refuses
  return field === null ? listOf(entity, risk) : atKey(placeOf(entity, risk), field)
}

function placeOf(entity: string, risk: Risk): FactPath {
  if (entity === 'coverage' && risk.coverage) {
    const { carrier, name } = risk.coverage
    return atKey(atKey(placeOf(carrier.name, risk), 'coverages'), name)
  }
  const instance = risk.at(risk.layout.kind(entity))
  return instance === risk.policy ? atKey(ROOT, entity) : placeInLists(instance)
}

/** The list of the facts that holds every such entity, at whatever depth. */
function listOf(entity: string, risk: Risk): FactPath {
  let kind = risk.layout.kind(entity)
  while (kind.holder?.holder) kind = kind.holder
  return atKey(ROOT, kind.list ?? kind.name)
}

function placeInLists({ kind, number, holder }: Instance): FactPath {
  const around = holder?.holder ? placeInLists(holder) : ROOT
  return atIndex(atKey(around, kind.list ?? kind.name), number - 1)
}
