import type { FindingKind, Mend } from './finding.ts'
import type { CellKind, RecipeColumn } from './recipe.ts'

/** What is to be told of one cell. */
export interface CellFault {
  readonly kind: FindingKind
  readonly message: string
  /** Whoever may mend it; none where nothing can. */
  readonly by: Mend | null
}

/** A cell as the plan writes it, and what had to be mended for it; null where it can't be read. */
export interface ReadCell {
  readonly value: string | null
  readonly faults: readonly CellFault[]
}

const CONTROLS = /[\p{Cc}\p{Cf}\ufffd]/u
const LINE_BREAKS_AND_TABS = /[\r\n\t]/g
const DECIMAL = /^-?\d+(?:\.\d+)?$/
const WANTED: Readonly<Record<CellKind, string>> = {
  text: 'a text',
  number: 'a number',
  integer: 'a whole number',
  zip: 'five digits',
  band: 'a number or a range of numbers',
}

/** Reads one filed cell for a column; several faults in one cell are all told. */
export function readCell(
  filed: string,
  { kind, words, digits }: Pick<RecipeColumn, 'kind' | 'words' | 'digits'>
): ReadCell {
  const faults: CellFault[] = []
  if (CONTROLS.test(filed.replaceAll(LINE_BREAKS_AND_TABS, ''))) {
    return refused('hostile cell', 'holds a character that is not to be seen')
  }
  const neat = filed.trim().replaceAll(/\s+/g, ' ')
  if (neat !== filed) {
    faults.push({ kind: 'stray space', message: 'holds stray spaces or line breaks', by: 'spaces' })
  }
  const meant = words.get(neat)
  if (meant !== undefined) {
    faults.push({ kind: 'other word', message: `means "${meant}" in the plan`, by: 'words' })
    return { value: meant, faults }
  }
  if (kind === 'text') {
    return /^[=+@-]/.test(neat)
      ? refused('hostile cell', 'begins as a formula of a spreadsheet does')
      : { value: neat, faults }
  }
  const percent = /^(\d{1,3}(?:\.\d+)?) ?%$/.exec(neat)?.[1]
  if (kind === 'number' && percent !== undefined) {
    faults.push({
      kind: 'percent beside numbers',
      message: 'is a percentage where others are plain numbers',
      by: 'percents',
    })
    return written(hundredth(percent), digits, faults)
  }
  const value = read(neat, kind)
  if (value === null) return refused('not readable', `should be ${WANTED[kind]}`)
  return kind === 'number' ? written(value, digits, faults) : { value, faults }
}

function refused(kind: FindingKind, message: string): ReadCell {
  return { value: null, faults: [{ kind, message, by: null }] }
}

function read(text: string, kind: CellKind): string | null {
  if (kind === 'zip') return /^\d{5}$/.test(text) ? text : null
  if (kind === 'integer') return /^\d{1,15}$/.test(text) ? text : null
  if (kind === 'band') return readBand(text)
  return DECIMAL.test(text) ? text : null
}

/** `0 - 1449`, with any dash, `33950+` or `7`, in the words of the plan. */
function readBand(text: string): string | null {
  const number = String.raw`\$?(\d{1,15})`
  const [, from, to] = new RegExp(`^${number} ?[-\u2013\u2014] ?${number}$`).exec(text) ?? []
  if (from !== undefined && to !== undefined) {
    return BigInt(from) <= BigInt(to) ? `${from} to ${to}` : null
  }
  const [, least] = /^(\d{1,15}) ?\+$/.exec(text) ?? []
  if (least !== undefined) return `${least} and over`
  return /^\d{1,15}$/.test(text) ? text : null
}

/** The hundredth part of a decimal, by its digits. */
function hundredth(decimal: string): string {
  const [whole = '', part = ''] = decimal.split('.')
  const padded = whole.padStart(3, '0')
  return `${padded.slice(0, -2)}.${padded.slice(-2)}${part}`
}

/** With as many digits as the column has; a digit is never dropped unless it is a last 0. */
function written(decimal: string, digits: number | undefined, faults: CellFault[]): ReadCell {
  if (digits === undefined) return { value: decimal, faults }
  const [whole = '', part = ''] = decimal.split('.')
  const needed = part.replace(/0+$/, '')
  if (needed.length > digits) {
    return refused('not readable', `has more than ${digits} digits after the point`)
  }
  const tail = digits === 0 ? '' : `.${needed.padEnd(digits, '0')}`
  return { value: `${whole}${tail}`, faults }
}
