import type { Expression, Program, TableProgram } from '../program/program.ts'
import { growth, isSameAmount } from './amounts.ts'
import { added, difference, group, removed, renamed } from './change.ts'
import type { Change, ChangeGroup } from './comparison.ts'
import { by, match, movedPairs } from './match.ts'
import type { Sides } from './meaning.ts'
import { rowIdentity, rowWords, type Row } from './row_words.ts'
import { summarise, type ChangedCell } from './summarise.ts'

/** What differs in the tables, each changed cell named by its keys. */
export function compareTables(sides: Sides): readonly ChangeGroup[] {
  const { before, after, was } = sides
  const matched = match(before.tables, after.tables, [
    by(({ name }) => name),
    by((table) =>
      JSON.stringify([kindsOf(table), table.rows.map((row) => [row.keys, row.values])])
    ),
  ])
  return [
    ...matched.pairs.flatMap(([old, table]) => {
      if (old.name !== table.name) was.rename('table', old.name, table.name)
      return group('table', table.name, titleOf(table, after), tableChanges(old, table))
    }),
    ...matched.removed.flatMap((table) =>
      group('table', table.name, titleOf(table, before), [removed('the table', sizeOf(table))])
    ),
    ...matched.added.flatMap((table) =>
      group('table', table.name, titleOf(table, after), [added('the table', sizeOf(table))])
    ),
  ]
}

function sizeOf({ rows, keys }: TableProgram): string {
  return `${rows.length} rows by ${keys.map(({ name }) => name).join(', ')}`
}

/** The step that looks the table up, as the manual calls it, and its file. */
function titleOf({ name, file }: TableProgram, { premiums }: Program): string | null {
  const looksUp = `"table":${JSON.stringify(name)}`
  const step = premiums
    .flatMap(({ steps }) => steps)
    .find(({ operand }) => isLookup(operand) && JSON.stringify(operand).includes(looksUp))
  const titles = [step?.name === name ? undefined : step?.name, file ?? undefined]
  return titles.filter((title) => title !== undefined).join(', ') || null
}

function isLookup(operand: Expression | null): boolean {
  return operand?.op === 'lookup' || operand?.op === 'interpolate'
}

function tableChanges(old: TableProgram, table: TableProgram): readonly Change[] {
  return [
    ...renamed('name', old.name, table.name),
    ...difference('keys', keysOf(old), keysOf(table)),
    ...difference('gives', givesOf(old), givesOf(table)),
    ...difference('rows', orderOf(old), orderOf(table)),
    ...difference('outside its rows', outsideOf(old), outsideOf(table)),
    ...difference('citation', old.citation ?? null, table.citation ?? null),
    ...(kindsOf(old) === kindsOf(table) ? rowChanges(old, table) : allRows(old, table)),
  ]
}

const ENDS = {
  flat: 'flat at ends',
  extended: 'extended at ends',
  refused: 'with nothing outside',
} as const

function keysOf({ keys }: TableProgram): string {
  return keys
    .map((key) => {
      if (key.kind === 'interpolated') return `${key.name} interpolated ${ENDS[key.ends]}`
      if (key.kind === 'text band') return `${key.name} in text band`
      return key.kind === 'band' ? `${key.name} in band` : key.name
    })
    .join(', ')
}

/** Rows can be compared one by one where their keys are of the same kinds, whatever they are called. */
function kindsOf({ keys }: TableProgram): string {
  return keys.map(({ kind }) => kind).join()
}

function givesOf({ columns }: TableProgram): string {
  return columns.map(({ name, type }) => `${name} (${type})`).join(', ')
}

function orderOf({ firstMatch }: TableProgram): string {
  return firstMatch ? 'the first that fits' : 'the only one that fits'
}

function outsideOf({ refuses }: TableProgram): string {
  if (!refuses) return 'nothing lies outside'
  const { entity, field } = refuses
  return `refused, at ${field === null ? `every ${entity}` : `${entity} ${field}`}`
}

function allRows(old: TableProgram, table: TableProgram): readonly Change[] {
  return [removed('its rows', sizeOf(old)), added('its rows', sizeOf(table))]
}

function rowChanges(old: TableProgram, table: TableProgram): readonly Change[] {
  const matched = match(old.rows, table.rows, [by(rowIdentity)])
  const cells = matched.pairs.flatMap(([before, after]) => cellsOf(before, after, old, table))
  const moved = table.firstMatch ? movedPairs(matched.pairs, table.rows) : new Set<Row>()
  return [
    ...(table.columns.length === 1
      ? summarise(cells, table.keys)
      : cells.flatMap(({ change }) => change ?? [])),
    ...matched.removed.map((row) => removed(rowWords(old.keys, row), row.values.join(', '))),
    ...matched.added.map((row) => added(rowWords(table.keys, row), row.values.join(', '))),
    ...matched.pairs.flatMap(([before, after]): readonly Change[] =>
      moved.has(after)
        ? [
            {
              kind: 'moved',
              what: rowWords(table.keys, after),
              before: `row ${old.rows.indexOf(before) + 1}`,
              after: `row ${table.rows.indexOf(after) + 1}`,
              note: null,
              cells: [],
            },
          ]
        : []
    ),
  ]
}

/** Values of the same name are compared with one another; else all of a row at once. */
function cellsOf(
  before: Row,
  after: Row,
  old: TableProgram,
  table: TableProgram
): readonly ChangedCell[] {
  const words = rowWords(table.keys, after)
  const isOne = table.columns.length === 1
  if (isOne || givesOf(old) !== givesOf(table)) {
    return [cellOf(after, words, before.values.join(', '), after.values.join(', '))]
  }
  return table.columns.map(({ name }, at) =>
    cellOf(after, `${name} of ${words}`, before.values[at] ?? '', after.values[at] ?? '')
  )
}

function cellOf(row: Row, what: string, before: string, after: string): ChangedCell {
  const note = growth(before, after)
  return {
    row,
    before,
    after,
    change: isSameAmount(before, after)
      ? null
      : { kind: 'changed', what, before, after, note, cells: [] },
  }
}
