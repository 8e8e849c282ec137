import type { Finding, FindingKind, Mend } from './finding.ts'
import { nearestPlace, type Place } from './nearest_place.ts'
import type { FiledRecord } from './read_csv.ts'
import { readCell } from './read_cell.ts'
import type { Recipe, RecipeColumn } from './recipe.ts'
import { keyOf, settleConflict, type Settled } from './settle.ts'

/** A table of the plan as imported. */
export interface ImportedTable {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** All that was found in a filed table, and the table unless something could not be mended. */
export interface Imported {
  readonly findings: readonly Finding[]
  readonly filedRows: number
  readonly table: ImportedTable | null
  /** Keys that the filing rates in several ways, with each of them. */
  readonly conflicts: readonly Conflict[]
}

/** A key that is filed several times with different values. */
export interface Conflict {
  readonly key: readonly string[]
  readonly ratings: readonly (readonly string[])[]
}

/** What the importer is given besides the filed table. */
export interface ImportAids {
  readonly settled: Settled
  /** Every ZIP code that must have a row; none where the recipe asks for none. */
  readonly places: readonly Place[]
}

interface FiledRow {
  readonly row: number
  readonly values: readonly string[]
}

interface Filed {
  readonly key: readonly string[]
  readonly rows: FiledRow[]
}

/** Reads a filed table as its recipe says. Whatever is not as it should be is a finding. */
export async function importTable(
  records: AsyncIterable<FiledRecord>,
  recipe: Recipe,
  { settled, places }: ImportAids
): Promise<Imported> {
  const findings = new Findings(recipe)
  const filed = new Map<string, Filed>()
  let header: readonly string[] | null = null
  let filedRows = 0
  for await (const record of records) {
    if (header === null) {
      header = readHeader(record, recipe, findings)
      continue
    }
    filedRows += 1
    const read = readRow(record, header, recipe, findings)
    if (read === null) continue
    const name = keyOf(read.key)
    const known = filed.get(name)
    if (known) known.rows.push({ row: record.row, values: read.values })
    else filed.set(name, { key: read.key, rows: [{ row: record.row, values: read.values }] })
  }
  if (header === null) findings.add('broken header', 1, 'all', '', 'the file is empty', null)
  const conflicts: Conflict[] = []
  const rows = [...filed.values()].map((each) => [
    ...each.key,
    ...oneRating(each, recipe, settled, findings, conflicts),
  ])
  const inConflict = new Set(conflicts.map(({ key }) => keyOf(key)))
  for (const [name, { key, row }] of settled) {
    if (inConflict.has(name)) continue
    const message = `row ${row} of the settled conflicts settles what does not conflict`
    findings.add('settled in vain', 0, keyNames(recipe), shown(key), message, null)
  }
  addNearest(rows, places, recipe, findings)
  return {
    findings: findings.all,
    filedRows,
    conflicts,
    table: findings.refuse ? null : { header: recipe.columns.map(({ to }) => to), rows },
  }
}

/** Collects findings and knows what the recipe mends. */
class Findings {
  readonly all: Finding[] = []
  readonly #mends: ReadonlySet<Mend>

  constructor({ mends }: Recipe) {
    this.#mends = mends
  }

  get refuse(): boolean {
    return this.all.some(({ mended }) => mended === null)
  }

  add(
    kind: FindingKind,
    row: number,
    column: string,
    found: string,
    message: string,
    mended: string | null
  ) {
    this.all.push({ kind, row, column, found, message, mended })
  }

  /** What was mended to, where the recipe lets `by` be mended. */
  mendedBy(by: Mend | null, to: string | null): string | null {
    return by !== null && this.#mends.has(by) ? to : null
  }
}

function readHeader({ cells, row, faults }: FiledRecord, recipe: Recipe, findings: Findings) {
  const names = cells.map((cell) => cell.trim().replaceAll(/\s+/g, ' '))
  for (const { column, what } of faults) {
    findings.add('broken header', row, `column ${column}`, cells[column - 1] ?? '', what, null)
  }
  for (const [at, name] of names.entries()) {
    const filed = cells[at] ?? ''
    const column = name === '' ? `column ${at + 1}` : name
    if (name === '') findings.add('broken header', row, column, filed, 'has no name', null)
    else if (names.indexOf(name) < at) {
      findings.add('broken header', row, column, filed, 'is there twice', null)
    } else if (name !== filed) {
      const mended = findings.mendedBy('header', name)
      findings.add('broken header', row, column, filed, 'holds stray spaces', mended)
    }
  }
  const taken = new Set([...recipe.columns.flatMap(({ from }) => from), ...recipe.leftOut.keys()])
  for (const name of taken) {
    if (!names.includes(name)) findings.add('column missing', row, name, '', 'is not filed', null)
  }
  for (const name of names) {
    if (name === '' || taken.has(name)) continue
    const message = 'is filed, and the recipe neither takes it nor leaves it out'
    findings.add('column not expected', row, name, name, message, null)
  }
  return names
}

function readRow(
  { row, cells, faults }: FiledRecord,
  header: readonly string[],
  { columns }: Recipe,
  findings: Findings
): { readonly key: readonly string[]; readonly values: readonly string[] } | null {
  for (const { column, what, isReadable } of faults) {
    const name = header[column - 1] ?? `column ${column}`
    const filed = (cells[column - 1] ?? '').slice(0, 60)
    if (isReadable) {
      findings.add('bare quote', row, name, filed, what, findings.mendedBy('quotes', 'kept'))
    } else findings.add('broken row', row, name, filed, what, null)
  }
  if (cells.length !== header.length) {
    const message = `has ${cells.length} cells, not ${header.length} as the header`
    findings.add('broken row', row, 'all', cells.join(',').slice(0, 60), message, null)
    return null
  }
  const read = columns.map((column) => ({
    isKey: column.isKey,
    text: readColumn(column, row, cells, header, findings),
  }))
  if (read.some(({ text }) => text === null)) return null
  const of = (isKey: boolean) => read.flatMap((each) => (each.isKey === isKey ? [each.text] : []))
  const isText = (text: string | null) => text !== null
  return { key: of(true).filter(isText), values: of(false).filter(isText) }
}

function readColumn(
  column: RecipeColumn,
  row: number,
  cells: readonly string[],
  header: readonly string[],
  findings: Findings
): string | null {
  const parts = column.from.map((name) => {
    const filed = cells[header.indexOf(name)] ?? ''
    const { value, faults } = readCell(filed, column)
    for (const { kind, message, by } of faults) {
      findings.add(kind, row, name, filed, message, findings.mendedBy(by, value))
    }
    return value
  })
  return parts.includes(null) ? null : parts.join('|')
}

/** The values of a key: the only ones filed, or what a conflict was settled to. */
function oneRating(
  { key, rows }: Filed,
  recipe: Recipe,
  settled: Settled,
  findings: Findings,
  conflicts: Conflict[]
): readonly string[] {
  const firsts = new Map<string, FiledRow>()
  for (const filed of rows) {
    const same = firsts.get(keyOf(filed.values))
    if (same) {
      const message = `repeats row ${same.row}`
      const mended = findings.mendedBy('duplicates', 'left out')
      findings.add('duplicate', filed.row, keyNames(recipe), shown(key), message, mended)
    } else firsts.set(keyOf(filed.values), filed)
  }
  const [first, ...others] = firsts.values()
  const values = first?.values ?? []
  if (others.length === 0) return values
  const ratings = [...firsts.values()].map((filed) => filed.values)
  conflicts.push({ key, ratings })
  const settlement = settleConflict({ key, ratings }, settled)
  for (const other of others) {
    const message = `is rated ${other.values.join(' ')} here, ${values.join(' ')} in row ${first?.row}`
    const mended = settlement && `${settlement.values.join(' ')}: ${settlement.rule}`
    findings.add('conflict', other.row, keyNames(recipe), shown(key), message, mended)
  }
  return settlement?.values ?? values
}

function addNearest(
  rows: string[][],
  places: readonly Place[],
  recipe: Recipe,
  findings: Findings
) {
  const filed = new Map(rows.map((row) => [row[0], row]))
  const known = places.filter(({ zip }) => filed.has(zip))
  for (const place of places) {
    if (filed.has(place.zip)) continue
    const nearest = nearestPlace(place, known)
    const taken = nearest && filed.get(nearest.zip)
    if (taken) rows.push([place.zip, ...taken.slice(1)])
    const mended = nearest ? `as ${nearest.zip}, ${nearest.kilometres} km away` : null
    findings.add('not filed', 0, keyNames(recipe), place.zip, 'is not in the filing', mended)
  }
  if (places.length > 0) rows.sort(([one = ''], [other = '']) => (one < other ? -1 : 1))
}

function keyNames({ columns }: Recipe): string {
  return columns.flatMap(({ isKey, to }) => (isKey ? [to] : [])).join(', ')
}

function shown(key: readonly string[]): string {
  return key.join(', ')
}
