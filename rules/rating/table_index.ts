import { integer, type Exact } from '../money/decimal.ts'
import { compareTexts, textBandHolds, textBandOf } from './text_band.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { KeyCell, TableProgram } from '../program/program.ts'
import { bandOf, beginsBy, endsAfter, type Band, type Key } from './cell.ts'
import { ANY_TEXT, flatColumn, flatHolds, placeOfText } from './flat_columns.ts'
import { listRows } from './row_lists.ts'
import {
  BandLevel,
  byBeginning,
  descend,
  ExactLevel,
  overlap,
  TextBandLevel,
  wholeOf,
  type Branch,
  type Level,
} from './table_level.ts'

/** Finds the index of the one row for the keys of a table, or -1. */
export type FindRow = (keys: readonly Key[]) => number

type Row = TableProgram['rows'][number]
interface Numbered {
  readonly row: Row
  readonly index: number
}

/**
 * Builds a table's index. Keys are matched from the first to the last, and `all else` takes what no
 * other row left by the keys before it takes; a `first match` table takes its first row that fits.
 * Keys are found by hash and bands by binary search; where bands overlap because they differ by another key, and in a
 * `first match` table, the rows that one key leaves are gone through one by one.
 */
export function indexTable(table: TableProgram): FindRow {
  const rows = table.rows.map((row, index) => ({ row, index }))
  if (table.firstMatch) return firstMatch(rows)
  const hasElse = rows.some(({ row }) => row.keys.some((cell) => 'else' in cell))
  const order = table.keys.map((_, at) => at)
  const bandsLast = order.toSorted((a, b) => rankOf(table, a) - rankOf(table, b))
  const ordered = hasElse ? order : bandsLast
  const root = buildLevel(table, rows, ordered, 0)
  if (root === null) return narrowing(rows)
  return (keys) => descend(root, ordered, keys)
}

/** Exact keys are found fastest, and never overlap. */
function rankOf(table: TableProgram, at: number): number {
  return isBand(table, at) ? 2 : isTextBand(table, at) ? 1 : 0
}

function isBand(table: TableProgram, at: number): boolean {
  return table.keys[at]?.kind === 'band'
}

function isTextBand(table: TableProgram, at: number): boolean {
  return table.keys[at]?.kind === 'text band'
}

/** Null where bands overlap, so that no search can tell them apart before the other keys are known. */
function buildLevel(
  table: TableProgram,
  rows: readonly Numbered[],
  order: readonly number[],
  depth: number
): Level | null {
  const at = order[depth] ?? 0
  const groups = Map.groupBy(rows, ({ row }) => JSON.stringify(row.keys[at]))
  const branches: { readonly cell: KeyCell; readonly branch: Branch }[] = []
  for (const group of groups.values()) {
    const [first] = group
    const cell = first?.row.keys[at]
    if (!first || !cell) continue
    const isLast = depth === order.length - 1
    const branch = isLast ? first.index : buildLevel(table, group, order, depth + 1)
    if (branch === null) return null
    branches.push({ cell, branch })
  }
  const rest = {
    notGiven: branches.find(({ cell }) => 'notGiven' in cell)?.branch,
    otherwise: branches.find(({ cell }) => 'else' in cell)?.branch,
  }
  if (isTextBand(table, at)) {
    const texts = branches
      .flatMap(({ cell, branch }) => {
        const band = textBandOf(cell)
        return band ? [{ band, branch }] : []
      })
      .toSorted((a, b) => compareTexts(a.band.from, b.band.from))
    const areApart = texts.every(({ band }, index) => {
      const before = texts[index - 1]
      return !before || compareTexts(before.band.to, band.from) < 0
    })
    return areApart ? new TextBandLevel(texts, rest) : null
  }
  if (!isBand(table, at)) {
    const exact = branches.flatMap(({ cell, branch }) =>
      'is' in cell ? [[cell.is, branch] as const] : []
    )
    return new ExactLevel(exact, rest)
  }
  const bands = branches
    .flatMap(({ cell, branch }) => {
      const band = bandOf(cell)
      return band ? [{ band, branch }] : []
    })
    .toSorted((a, b) => byBeginning(a.band, b.band))
  const overlaps = bands.some(({ band }, index) => {
    const before = bands[index - 1]
    return before !== undefined && overlap(before.band, band)
  })
  if (overlaps) return null
  return new BandLevel(
    bands.map(({ band }) => band),
    bands.map(({ branch }) => branch),
    rest
  )
}

interface TestedRow {
  readonly index: number
  readonly cells: readonly { readonly holds: (key: Key) => boolean; readonly isElse: boolean }[]
}

function withTests(rows: readonly Numbered[]): readonly TestedRow[] {
  return rows.map(({ row, index }) => ({
    index,
    cells: row.keys.map((cell) => ({ holds: cellTest(cell), isElse: 'else' in cell })),
  }))
}

/** The shortest list of rows among which the one for the keys is; null where no column is listed. */
type Candidates = (keys: readonly Key[]) => readonly number[] | null

/** Rows that are gone through one by one are first narrowed down by the column that leaves the fewest. */
function candidatesOf(rows: readonly Numbered[], columns: readonly number[]): Candidates {
  const listed = columns.flatMap((at) => {
    const rowsOf = listRows(rows.map(({ row }) => row.keys[at] ?? { any: true }))
    return rowsOf ? [{ at, rowsOf }] : []
  })
  return (keys) => {
    let fewest: readonly number[] | null = null
    for (const { at, rowsOf } of listed) {
      const list = rowsOf(keys[at] ?? null)
      if (fewest === null || list.length < fewest.length) fewest = list
    }
    return fewest
  }
}

function firstMatch(rows: readonly Numbered[]): FindRow {
  const tested = withTests(rows)
  const columns = [...(rows[0]?.row.keys.keys() ?? [])]
  const candidates = candidatesOf(rows, columns)
  const flat = columns.map((at) => flatColumn(rows.map(({ row }) => row.keys[at] ?? { any: true })))
  const everyRow = tested.map((_, row) => row)
  return (keys) => {
    const places = flat.map(({ texts }, at) => {
      const key = keys[at]
      return typeof key === 'string' && texts ? placeOfText(texts, key) : ANY_TEXT
    })
    const fits = (row: number) =>
      flat.every((column, at) => {
        const key = keys[at] ?? null
        return (
          flatHolds(column, row, key, places[at] ?? ANY_TEXT) ?? tested[row]?.cells[at]?.holds(key)
        )
      })
    return (candidates(keys) ?? everyRow).find(fits) ?? -1
  }
}

/** Narrows the rows key by key; what `all else` takes depends on the keys before it, and so on the first alone. */
function narrowing(rows: readonly Numbered[]): FindRow {
  const tested = withTests(rows)
  const columns = [...(rows[0]?.row.keys.keys() ?? [])]
  const hasElse = rows.some(({ row }) => row.keys.some((cell) => 'else' in cell))
  const candidates = candidatesOf(rows, hasElse ? columns.slice(0, 1) : columns)
  return (keys) => {
    const found = candidates(keys)
    let left = found ? found.flatMap((row) => tested[row] ?? []) : tested
    for (const [at, key] of keys.entries()) {
      const fitting = left.filter(({ cells }) => cells[at]?.holds(key))
      const named = fitting.filter(({ cells }) => !cells[at]?.isElse)
      left = named.length > 0 ? named : fitting
    }
    return left[0]?.index ?? -1
  }
}

function cellTest(cell: KeyCell): (key: Key) => boolean {
  if ('notGiven' in cell) return (key) => key === null
  if ('any' in cell) return () => true
  if ('else' in cell) return (key) => key !== null
  if ('fromText' in cell) {
    const texts = { from: cell.fromText, to: cell.toText }
    return (key) => typeof key === 'string' && textBandHolds(texts, key)
  }
  const band = bandOf(cell)
  if ('is' in cell) {
    return (key) =>
      key === cell.is ||
      (isNumeric(key) && band !== null && bandHolds(band, key)) ||
      textOf(key) === cell.is
  }
  const whole = band && wholeOf(band)
  return (key) => {
    if (typeof key === 'number' && whole) return whole.first <= key && key <= whole.last
    return isNumeric(key) && band !== null && bandHolds(band, key)
  }
}

function textOf(key: Key): string | null {
  return isNumeric(key) && typeof key === 'object' ? formatExact(key, 0) : null
}

function isNumeric(key: Key): key is number | Exact {
  return typeof key === 'number' || (typeof key === 'object' && key !== null)
}

function bandHolds(band: Band, key: number | Exact): boolean {
  const value = typeof key === 'number' ? integer(key) : key
  return beginsBy(band, value) && endsAfter(band, value)
}
