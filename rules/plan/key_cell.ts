import { compare } from '../money/arithmetic.ts'
import { formatDecimal } from '../money/format_decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import type { KeyCell } from '../program/program.ts'

const NUMBER = '(-?\\d{1,40}(?:\\.\\d{1,40})?)'
const RANGE = new RegExp(`^${NUMBER} to ${NUMBER}$`)
const UP_TO = new RegExp(`^${NUMBER} up to ${NUMBER}$`)
const AND_OVER = new RegExp(`^${NUMBER} and over$`)
const AND_UNDER = new RegExp(`^${NUMBER} and under$`)
const UNDER = new RegExp(`^under ${NUMBER}$`)
const OVER_TO = new RegExp(`^over ${NUMBER}(?: to ${NUMBER})?$`)
const SINGLE = new RegExp(`^${NUMBER}$`)

/** Reads a key cell in words, such as `3 up to 5` or `65 and over`; null where it makes no sense. */
export function readKeyCell(written: string, inBand: boolean | 'text'): KeyCell | null {
  const text = written.trim().replace(/\s+/g, ' ')
  if (text === '') return null
  if (text === 'not given') return { notGiven: true }
  if (text === 'all else') return { else: true }
  if (text === 'any') return { any: true }
  if (inBand === 'text') return readTextBand(text)
  return inBand ? readBand(text) : { is: text }
}

/** Reads a cell of alternatives, such as `CA, NY` or `under 3, 65 and over`; null where one makes no sense. */
export function readKeyCells(written: string, inBand: boolean | 'text'): readonly KeyCell[] | null {
  const cells = written.split(',').map((part) => readKeyCell(part, inBand))
  const read = cells.filter((cell) => cell !== null)
  if (read.length !== cells.length) return null
  const holdsAll = read.some((cell) => 'else' in cell || 'any' in cell)
  return holdsAll && read.length > 1 ? null : read
}

/** Reads a cell of an interpolated key: a single number, or `not given`. */
export function readPoint(written: string): KeyCell | null {
  const text = written.trim().replace(/\s+/g, ' ')
  if (text === 'not given') return { notGiven: true }
  const number = SINGLE.test(text) ? parseDecimal(text) : null
  return number && { is: formatDecimal(number) }
}

/** Null where the ends differ in length, or the first comes behind the second. */
function readTextBand(text: string): KeyCell | null {
  const [fromText = '', toText, more] = text.split(' to ')
  if (toText === undefined) return { is: text }
  const isBand = more === undefined && fromText.length === toText.length && fromText <= toText
  return isBand && fromText !== '' ? { fromText, toText } : null
}

function readBand(text: string): KeyCell | null {
  const [, only] = SINGLE.exec(text) ?? []
  if (only !== undefined) return band({ from: only, to: only, includesTo: true })
  const [, from, to] = RANGE.exec(text) ?? []
  if (from !== undefined && to !== undefined) return band({ from, to, includesTo: true })
  const [, first, until] = UP_TO.exec(text) ?? []
  if (first !== undefined && until !== undefined)
    return band({ from: first, to: until, includesTo: false })
  const [, least] = AND_OVER.exec(text) ?? []
  if (least !== undefined) return band({ from: least, includesTo: true })
  const [, most] = AND_UNDER.exec(text) ?? []
  if (most !== undefined) return band({ to: most, includesTo: true })
  const [, under] = UNDER.exec(text) ?? []
  if (under !== undefined) return band({ to: under, includesTo: false })
  const [, over, end] = OVER_TO.exec(text) ?? []
  if (over === undefined) return null
  return band({
    from: over,
    ...(end === undefined ? {} : { to: end }),
    includesTo: true,
    excludesFrom: true,
  })
}

interface Band {
  readonly from?: string
  readonly to?: string
  readonly includesTo: boolean
  readonly excludesFrom?: true
}

/** Null for a band that holds nothing. */
function band(written: Band): KeyCell | null {
  const from = written.from === undefined ? null : parseDecimal(written.from)
  const to = written.to === undefined ? null : parseDecimal(written.to)
  if (from && to) {
    const order = compare(from, to)
    const holdsOne = written.includesTo && !written.excludesFrom
    if (order > 0 || (order === 0 && !holdsOne)) return null
  }
  return {
    ...(from ? { from: formatDecimal(from) } : {}),
    ...(to ? { to: formatDecimal(to) } : {}),
    includesTo: written.includesTo,
    ...(written.excludesFrom ? { excludesFrom: true } : {}),
  }
}
