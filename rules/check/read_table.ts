import { formatExact } from '../money/format_decimal.ts'
import { multiply } from '../money/arithmetic.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import type { CheckCode } from '../diagnostics/catalogue_check.ts'
import type { KeyCell } from '../program/program.ts'
import { parseCsv, type Csv } from '../plan/csv.ts'
import { readKeyCells, readPoint } from '../plan/key_cell.ts'
import type { NumberKind, TableModel, TableRow } from '../plan/model.ts'
import type { Span } from '../source.ts'
import type { TableColumn, TableDecl, TableKey } from '../syntax/ast.ts'
import { didYouMean } from './did_you_mean.ts'
import { ascends, canInterpolate } from './ascending_keys.ts'
import { keptRows, type ReadRows } from './kept_rows.ts'
import { LIMITS } from './limits.ts'
import { editionName } from './table_editions.ts'
import { upToEachRow } from './next_row_up.ts'
import type { Report } from './report.ts'
import { listed } from './types.ts'

type Gives = NumberKind | 'text'

const GIVES: readonly Gives[] = ['money', 'factor', 'integer', 'percent', 'text']
const HUNDREDTH = { coefficient: 1, scale: 2 }

interface Cell {
  readonly text: string
  readonly span: Span
}

interface Line {
  readonly cells: readonly Cell[]
  readonly row: number
  readonly span: Span
}

/** The rows as written, before their cells are read: a header for a CSV, none for rows in the plan. */
interface Written {
  readonly header: Line | null
  readonly lines: readonly Line[]
}

/**
 * Reads a table of the plan or its CSV: list form or matrix, each cell as a key or a value. What
 * can't be read is reported and the table marked unsound.
 */
export function readTable(
  declared: TableDecl,
  files: Readonly<Record<string, string>>,
  rowOf: (span: Span) => number,
  report: Report
): TableModel {
  const columns = declared.gives.map((column) => readColumn(column, report))
  const read = () => readRows(declared, columns, files, rowOf, report)
  const text = declared.file && textOf(declared.file.text, files)
  const {
    rows,
    heading,
    sound: isRead,
  } = text === undefined ? read() : keptRows(declared, text, read)
  const sound = canInterpolate(declared, report) && ascends(declared, rows, report) && isRead
  return {
    name: editionName(declared),
    file: declared.file?.text ?? null,
    keys: declared.keys.map(({ name, inBand, inTextBand, nextRowUp, ends }) => ({
      name: name.name,
      inBand: inBand || nextRowUp,
      ...(inTextBand ? { inTextBand } : {}),
      ...(ends ? { ends } : {}),
    })),
    columns: declared.gives.map(({ name, type }, at) => ({
      name: name?.name ?? heading ?? type.name,
      gives: columns[at] ?? 'factor',
      isNamed: name !== undefined,
    })),
    rows: sound ? upToEachRow(declared.keys, rows) : rows,
    firstMatch: declared.firstMatch,
    errorOutside: declared.errorOutside,
    sound,
    citation: declared.citation?.text,
    span: declared.span,
    nameSpan: declared.name.span,
  }
}

function readRows(
  declared: TableDecl,
  columns: readonly (Gives | null)[],
  files: Readonly<Record<string, string>>,
  rowOf: (span: Span) => number,
  report: Report
): ReadRows {
  const written = declared.file
    ? readFile(declared.file.text, declared, files, report)
    : fromPlan(declared, rowOf)
  const reading: Reading = {
    declared,
    gives: columns.map((column) => column ?? 'factor'),
    report,
    rows: [],
    sound: !columns.includes(null) && areNamed(declared, report),
  }
  if (!written) reading.sound = false
  else readForm(written, reading)
  return { rows: reading.rows, heading: written?.header?.cells.at(-1)?.text, sound: reading.sound }
}

function textOf(name: string, files: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(files, name) ? files[name] : undefined
}

function readColumn({ type }: TableColumn, report: Report): Gives | null {
  const gives = GIVES.find((kind) => kind === type.name)
  if (gives) return gives
  const message = `A table gives ${listed(GIVES)}, not "${type.name}"`
  return report.unknown('RATE314', type, message, GIVES)
}

/** Several values need a name each, all different. */
function areNamed({ gives }: TableDecl, report: Report): boolean {
  if (gives.length === 1) return true
  const seen = new Set<string>()
  for (const { name, type } of gives) {
    const text = name?.name
    if (text !== undefined && !seen.has(text)) {
      seen.add(text)
      continue
    }
    if (name) report.error('RATE205', name.span, `The table already gives a value "${name.name}"`)
    else
      report.error('RATE326', type.span, 'Of several values of a table each needs a name', {
        help: `write "gives rate ${type.name}, ..."`,
      })
    return false
  }
  return true
}

interface Reading {
  readonly declared: TableDecl
  /** By column. */
  readonly gives: readonly Gives[]
  readonly report: Report
  readonly rows: TableRow[]
  sound: boolean
}

function fromPlan(declared: TableDecl, rowOf: (span: Span) => number): Written {
  const lines = (declared.rows ?? []).map((row) => ({
    cells: row.cells,
    row: rowOf(row.span),
    span: row.span,
  }))
  return { header: null, lines }
}

function readFile(
  name: string,
  declared: TableDecl,
  files: Readonly<Record<string, string>>,
  report: Report
): Written | null {
  const span = declared.file?.span ?? declared.span
  const text = textOf(name, files)
  if (text === undefined) {
    return report.error(
      'RATE310',
      span,
      `There is no file "${name}" among the plan's tables${didYouMean(name, Object.keys(files))}`
    )
  }
  if (text.length > LIMITS.tableCharacters) {
    return report.error(
      'RATE502',
      span,
      `"${name}" has ${text.length} characters; the limit is ${LIMITS.tableCharacters}`
    )
  }
  const csv = parseCsv(text)
  if (!csv.ok) {
    return report.error('RATE310', { source: name, start: csv.start, end: csv.end }, csv.message)
  }
  const [header, ...lines] = linesOf(csv, name)
  return header
    ? { header, lines }
    : report.error('RATE311', span, `"${name}" is empty; its first row names the columns`)
}

function linesOf(csv: Csv & { readonly ok: true }, source: string): readonly Line[] {
  return csv.records.map(({ fields }, at) => ({
    cells: fields.map(({ text, start, end }) => ({ text, span: { source, start, end } })),
    row: at + 1,
    span: { source, start: fields[0]?.start ?? 0, end: fields.at(-1)?.end ?? 0 },
  }))
}

function readForm({ header, lines }: Written, reading: Reading) {
  const keys = reading.declared.keys.map((key) => key.name.name)
  const columns = [...keys, ...reading.declared.gives.map(({ name }) => name?.name ?? null)]
  const gives = reading.declared.gives.length
  const heads = header ?? (isMatrixHead(lines[0], keys, gives) ? lines[0] : undefined)
  const body = header ? lines : heads ? lines.slice(1) : lines
  if (header && isListHeader(header, columns)) readList(body, header.cells.length, reading)
  else if (heads && isMatrixHead(heads, keys, gives)) readMatrix(heads, body, reading)
  else if (header) reportHeader(header, columns, reading)
  else readList(body, columns.length, reading)
}

/** A value without a name may be called anything there. */
function isListHeader(header: Line, columns: readonly (string | null)[]): boolean {
  return (
    header.cells.length === columns.length &&
    columns.every((column, at) => column === null || header.cells[at]?.text === column)
  )
}

/** The keys but the last by name, then the cells of the last key. */
function isMatrixHead(head: Line | undefined, keys: readonly string[], gives: number): boolean {
  if (gives > 1) return false
  if (!head || keys.length < 2 || head.cells.length < keys.length) return false
  const named = keys.slice(0, -1)
  return (
    named.every((key, at) => head.cells[at]?.text === key) &&
    head.cells[keys.length - 1]?.text !== keys.at(-1)
  )
}

function reportHeader(header: Line, columns: readonly (string | null)[], reading: Reading) {
  const { keys, gives } = reading.declared
  const wrongAt = columns.findIndex(
    (column, at) => column !== null && header.cells[at]?.text !== column
  )
  const cell = header.cells[wrongAt] ?? header.cells.at(-1)
  const expected = columns[wrongAt]
  const names = keys.map(({ name }) => name.name)
  const what = wrongAt < keys.length ? 'key' : 'value'
  const message =
    typeof expected === 'string'
      ? `Column ${wrongAt + 1} should be the ${what} "${expected}", not "${cell?.text ?? ''}"`
      : gives.length === 1
        ? `The header should end with one column of values after ${listed(names)}`
        : `The header should have ${columns.length} columns, not ${header.cells.length}`
  const values = gives.flatMap(({ name }) => (name ? [name.name] : []))
  fail(
    reading,
    'RATE311',
    cell?.span ?? header.span,
    message,
    values.length > 0
      ? `the columns are ${listed([...names, ...values])}`
      : `the columns are ${listed(names)} and then the value, or the choices of "${names.at(-1) ?? ''}"`
  )
}

function readList(lines: readonly Line[], width: number, reading: Reading) {
  const { keys } = reading.declared
  if (!fitsRows(lines.length, reading)) return
  for (const line of lines) {
    if (line.cells.length !== width) {
      fail(reading, 'RATE312', line.span, `This row has ${line.cells.length} cells, not ${width}`)
      continue
    }
    const cells = keys.map((key, at) => readKey(line.cells[at], key, reading))
    const values = reading.gives.map((gives, at) => {
      const cell = line.cells[keys.length + at]
      return cell ? readValue(cell, gives, reading) : null
    })
    addRow(cells, values, line, null, reading)
  }
}

function readMatrix(head: Line, lines: readonly Line[], reading: Reading) {
  const { keys } = reading.declared
  const leading = keys.length - 1
  const lastKey = keys[leading]
  const heads = head.cells
    .slice(leading)
    .map((cell) => (lastKey ? readKey(cell, lastKey, reading) : null))
  if (!fitsRows(lines.length * heads.length, reading)) return
  for (const line of lines) {
    if (line.cells.length !== head.cells.length) {
      fail(
        reading,
        'RATE312',
        line.span,
        `This row has ${line.cells.length} cells, not ${head.cells.length} as the header`
      )
      continue
    }
    const cells = keys.slice(0, leading).map((key, at) => readKey(line.cells[at], key, reading))
    for (const [at, headCell] of heads.entries()) {
      const cell = line.cells[leading + at]
      // An empty cell leaves its combination out, as COMP is left out of mileage.
      if (!cell || cell.text === '') continue
      addRow(
        [...cells, headCell],
        [readValue(cell, reading.gives[0] ?? 'factor', reading)],
        { ...line, span: cell.span },
        leading + at + 1,
        reading
      )
    }
  }
}

function fitsRows(count: number, reading: Reading): boolean {
  if (count <= LIMITS.tableRows) return true
  const { name } = reading.declared
  fail(
    reading,
    'RATE502',
    name.span,
    `Table "${name.name}" has ${count} rows; the limit is ${LIMITS.tableRows}`
  )
  return false
}

/** A row for each combination of the alternatives in its cells. */
function addRow(
  cells: readonly (readonly KeyCell[] | null)[],
  read: readonly (string | null)[],
  line: Line,
  column: number | null,
  reading: Reading
) {
  const keys = cells.filter((cell) => cell !== null)
  const values = read.filter((value) => value !== null)
  if (values.length !== read.length || keys.length !== cells.length) return
  const count = keys.reduce((product, alternatives) => product * alternatives.length, 1)
  if (!fitsRows(reading.rows.length + count, reading)) return
  const combined = keys.reduce<readonly (readonly KeyCell[])[]>(
    (rows, alternatives) => rows.flatMap((row) => alternatives.map((cell) => [...row, cell])),
    [[]]
  )
  for (const row of combined) {
    reading.rows.push({ keys: row, values, row: line.row, column, span: line.span })
  }
}

function readKey(
  cell: Cell | undefined,
  key: TableKey,
  reading: Reading
): readonly KeyCell[] | null {
  if (!cell) return null
  const { text, span } = cell
  if (text === '') return fail(reading, 'RATE312', span, 'A key is missing here')
  const shown = text.slice(0, 60)
  if (key.ends || key.nextRowUp) {
    const point = readPoint(text)
    if (point) return [point]
    return fail(
      reading,
      'RATE312',
      span,
      `"${shown}" is no number ${key.ends ? 'to interpolate between' : 'to go up to'}`
    )
  }
  const read = readKeyCells(text, key.inTextBand ? 'text' : key.inBand)
  if (!read) return failKey(shown, key, span, reading)
  if (reading.declared.firstMatch || !read.some((each) => 'any' in each)) return read
  return fail(
    reading,
    'RATE312',
    span,
    '"any" stands only in tables of first matches',
    'write "all else", or "first match" behind the keys'
  )
}

function failKey(
  shown: string,
  { inBand, inTextBand }: TableKey,
  span: Span,
  reading: Reading
): null {
  if (inTextBand) {
    return fail(
      reading,
      'RATE312',
      span,
      `"${shown}" is no band of texts`,
      'a band of texts reads: A100 to A999; both ends are as long as what it holds'
    )
  }
  if (!inBand) {
    return fail(reading, 'RATE312', span, `"${shown}" is no list of keys with commas between them`)
  }
  const [, end] = /(?:^|,)\s*up to (\S+)/.exec(shown) ?? []
  return end === undefined
    ? fail(
        reading,
        'RATE312',
        span,
        `"${shown}" is no band that holds something`,
        'a band reads: 18, 16 to 17, 3 up to 5, under 3, 3 and under, over 5, 65 and over, not given, all else'
      )
    : fail(
        reading,
        'RATE312',
        span,
        `"${shown}" does not say on which side ${end} is`,
        `write "under ${end}" or "${end} and under"`
      )
}

function readValue(cell: Cell, gives: Gives, reading: Reading): string | null {
  const text = cell.text.trim()
  if (gives === 'text') {
    return text === '' ? fail(reading, 'RATE312', cell.span, 'A value is missing here') : text
  }
  const digits = gives === 'percent' ? text.replace(/\s*%$/, '') : text
  const value = digits.length <= 80 ? parseDecimal(digits) : null
  const isRight =
    value !== null &&
    (gives !== 'integer' || /^-?\d{1,15}$/.test(digits)) &&
    (gives !== 'percent' || text.endsWith('%'))
  if (!isRight || value === null) {
    const wanted = {
      money: 'an amount such as 341.00',
      factor: 'a factor such as 0.940',
      integer: 'a whole number',
      percent: 'a percentage such as 12 %',
    }
    return fail(
      reading,
      'RATE312',
      cell.span,
      `"${cell.text.slice(0, 60)}" should be ${wanted[gives]}`
    )
  }
  return formatExact(gives === 'percent' ? multiply(value, HUNDREDTH) : value)
}

function fail(reading: Reading, code: CheckCode, span: Span, message: string, help?: string): null {
  reading.sound = false
  return reading.report.error(code, span, message, { help })
}
