import type { KeyCell } from '../program/program.ts'
import { bandOf, type Key } from './cell.ts'
import { wholeOf } from './table_level.ts'

/**
 * The key cells of a column beside each other in memory, for rows that are gone through one by one: in a large table
 * each object on the way is one that the caches do not hold.
 */
export interface FlatColumn {
  /** The first and last whole number that each row takes; null where a bound of one is not whole. */
  readonly numbers: { readonly first: Float64Array; readonly last: Float64Array } | null
  /** Of each row the number of its text, `ANY_TEXT` or `NO_TEXT`; null where one is a band of texts. */
  readonly texts: { readonly own: Int32Array; readonly places: ReadonlyMap<string, number> } | null
}

export const ANY_TEXT = -1
const NO_TEXT = -2
/** Of a text that no row names. */
const UNKNOWN_TEXT = -3

/** Lays out a column. */
export function flatColumn(cells: readonly KeyCell[]): FlatColumn {
  return { numbers: flatNumbers(cells), texts: flatTexts(cells) }
}

/** The number of a text in the column. */
export function placeOfText(texts: NonNullable<FlatColumn['texts']>, key: string): number {
  return texts.places.get(key) ?? UNKNOWN_TEXT
}

/** Whether a row takes a key; undefined where the cell itself must be asked. `place` is that of a text. */
export function flatHolds(
  { numbers, texts }: FlatColumn,
  row: number,
  key: Key,
  place: number
): boolean | undefined {
  if (typeof key === 'number') {
    if (!numbers) return undefined
    return (numbers.first[row] ?? 0) <= key && key <= (numbers.last[row] ?? 0)
  }
  if (typeof key !== 'string' || !texts) return undefined
  const own = texts.own[row]
  return own === ANY_TEXT || own === place
}

function flatNumbers(cells: readonly KeyCell[]): FlatColumn['numbers'] {
  const first = new Float64Array(cells.length)
  const last = new Float64Array(cells.length)
  for (const [row, cell] of cells.entries()) {
    const isAny = 'any' in cell || 'else' in cell
    const band = isAny ? null : bandOf(cell)
    const whole = band && wholeOf(band)
    if (band && !whole) return null
    first[row] = isAny ? Number.NEGATIVE_INFINITY : (whole?.first ?? Number.POSITIVE_INFINITY)
    last[row] = isAny ? Number.POSITIVE_INFINITY : (whole?.last ?? Number.NEGATIVE_INFINITY)
  }
  return { first, last }
}

function flatTexts(cells: readonly KeyCell[]): FlatColumn['texts'] {
  const own = new Int32Array(cells.length)
  const places = new Map<string, number>()
  for (const [row, cell] of cells.entries()) {
    if ('fromText' in cell) return null
    if ('is' in cell) {
      const place = places.get(cell.is) ?? places.size
      places.set(cell.is, place)
      own[row] = place
    } else own[row] = 'any' in cell || 'else' in cell ? ANY_TEXT : NO_TEXT
  }
  return { own, places }
}
