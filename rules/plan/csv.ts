/** One field of a CSV with where it stands in the text. */
export interface CsvField {
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface CsvRecord {
  /** 1-based; blank lines count. */
  readonly line: number
  readonly fields: readonly CsvField[]
}

export type Csv =
  | { readonly ok: true; readonly records: readonly CsvRecord[] }
  /** A quoted field without an end, or text behind its closing quote. */
  | { readonly ok: false; readonly start: number; readonly end: number; readonly message: string }

/**
 * Reads RFC 4180: commas, quotes doubled inside quotes, LF or CRLF or CR, a byte order mark before
 * the first field. Blank lines are passed over; spaces around an unquoted field are dropped.
 */
export function parseCsv(text: string): Csv {
  const records: CsvRecord[] = []
  let fields: CsvField[] = []
  let line = 1
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at <= text.length) {
    const field = readField(text, at)
    if ('message' in field) return { ok: false, ...field }
    fields.push(field)
    const next = text[field.next]
    at = field.next + 1
    if (next === ',') continue
    if (next === '\r' && text[at] === '\n') at += 1
    const isBlank = fields.length === 1 && field.text === ''
    if (!isBlank) records.push({ line, fields })
    fields = []
    line += 1
    if (next === undefined) break
  }
  return { ok: true, records }
}

function readField(
  text: string,
  start: number
): (CsvField & { readonly next: number }) | { start: number; end: number; message: string } {
  let open = start
  while (text[open] === ' ' || text[open] === '\t') open += 1
  if (text[open] === '"') return readQuoted(text, open)
  let next = open
  while (next < text.length && !isSeparator(text[next])) next += 1
  let end = next
  while (end > open && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1
  return { text: text.slice(open, end), start: open, end, next }
}

function readQuoted(
  text: string,
  open: number
): (CsvField & { readonly next: number }) | { start: number; end: number; message: string } {
  let content = ''
  let at = open + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) {
      return { start: open, end: open + 1, message: 'A field in quotes is not closed' }
    }
    content += text.slice(at, quote)
    at = quote + 1
    if (text[at] !== '"') break
    content += '"'
    at += 1
  }
  const end = at
  while (text[at] === ' ' || text[at] === '\t') at += 1
  if (at < text.length && !isSeparator(text[at])) {
    return { start: at, end: at + 1, message: 'Text follows a closing quote' }
  }
  return { text: content.trim(), start: open, end, next: at }
}

function isSeparator(character: string | undefined): boolean {
  return character === ',' || character === '\n' || character === '\r'
}
