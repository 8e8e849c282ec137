import { parseCsv, type CsvRecord } from '#rules/plan/csv'

/** A table's text as cells; the first record is its head. Null where the text is no CSV. */
export function cellsOf(text: string): readonly CsvRecord[] | null {
  const csv = parseCsv(text)
  return csv.ok ? csv.records : null
}

/** The text with new values at some cells; every other character stays as it was written. */
export function withCells(
  text: string,
  records: readonly CsvRecord[],
  values: readonly { readonly record: number; readonly column: number; readonly value: string }[]
): string {
  const edits = values
    .flatMap(({ record, column, value }) => {
      const field = records[record]?.fields[column]
      return field ? [{ ...field, value }] : []
    })
    .toSorted((a, b) => a.start - b.start)
  const parts: string[] = []
  let at = 0
  for (const { start, end, value } of edits) {
    if (start < at) continue
    parts.push(text.slice(at, start), quoted(value))
    at = end
  }
  return parts.join('') + text.slice(at)
}

/** The text with a copy of a record below it, to be changed then. */
export function withCopyOf(text: string, records: readonly CsvRecord[], record: number): string {
  const fields = records[record]?.fields
  const [first, last] = [fields?.[0], fields?.at(-1)]
  if (!first || !last) return text
  return `${text.slice(0, last.end)}\n${text.slice(first.start, last.end)}${text.slice(last.end)}`
}

/** The text without a record and the end of its line. */
export function withoutRecord(text: string, records: readonly CsvRecord[], record: number): string {
  const fields = records[record]?.fields
  const [first, last] = [fields?.[0], fields?.at(-1)]
  if (!first || !last) return text
  const [lineEnd = ''] = /^\r\n|^\n|^\r/.exec(text.slice(last.end)) ?? []
  return text.slice(0, first.start) + text.slice(last.end + lineEnd.length)
}

/** The text with more records at its end, each filled up to the width of the table. */
export function withMore(
  text: string,
  rows: readonly (readonly string[])[],
  width: number
): string {
  if (rows.length === 0) return text
  const lines = rows.map((row) =>
    Array.from({ length: width }, (_, at) => quoted(row[at] ?? '')).join(',')
  )
  return `${text.replace(/(?:\r\n|\r|\n)$/, '')}\n${lines.join('\n')}\n`
}

/** What a spreadsheet puts on the clipboard: rows of cells between tabs. */
export function pastedCells(text: string): readonly (readonly string[])[] {
  return text
    .replace(/(?:\r\n|\r|\n)$/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
