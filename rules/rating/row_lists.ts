import { compare } from '../money/arithmetic.ts'
import { integer, isDecimal, toSafeInteger, type Exact } from '../money/decimal.ts'
import type { KeyCell } from '../program/program.ts'
import { AscendingNumbers } from './ascending_numbers.ts'
import { bandOf, type Band, type Key } from './cell.ts'

/** The rows, ascending, among which are all that a key of one column fits; a few more may be among them. */
export type RowsOfKey = (key: Key) => readonly number[]

/** So many entries for each row the lists of a column may have in all. */
const ENTRIES_A_ROW = 24
const ENTRIES = 4096

/** Lists the rows of a key column by its texts and by the stretches between its bounds; null where that takes too much. */
export function listRows(cells: readonly KeyCell[]): RowsOfKey | null {
  const most = cells.length * ENTRIES_A_ROW + ENTRIES
  const missing = rowsWhere(cells, (cell) => 'notGiven' in cell || 'any' in cell)
  // Bands of texts are told apart by whoever goes through the rows.
  const always = rowsWhere(cells, (cell) => 'any' in cell || 'else' in cell || 'fromText' in cell)
  const texts = listTexts(cells, always, most)
  const numbers = listNumbers(cells, always, most)
  if (!texts || !numbers) return null
  const all = cells.map((_, row) => row)
  return (key) => {
    if (key === null) return missing
    if (typeof key === 'string') return texts.get(key) ?? always
    if (typeof key === 'object' && !isDecimal(key)) return all
    return numbers(key)
  }
}

function rowsWhere(
  cells: readonly KeyCell[],
  holds: (cell: KeyCell) => boolean
): readonly number[] {
  return [...cells.keys()].filter((row) => {
    const cell = cells[row]
    return cell !== undefined && holds(cell)
  })
}

function listTexts(
  cells: readonly KeyCell[],
  always: readonly number[],
  most: number
): ReadonlyMap<string, readonly number[]> | null {
  const own = new Map<string, number[]>()
  for (const [row, cell] of cells.entries()) {
    if (!('is' in cell)) continue
    const rows = own.get(cell.is)
    if (rows) rows.push(row)
    else own.set(cell.is, [row])
  }
  if (own.size * always.length > most) return null
  return new Map([...own].map(([text, rows]) => [text, ascending([...rows, ...always])]))
}

function listNumbers(
  cells: readonly KeyCell[],
  always: readonly number[],
  most: number
): ((key: number | Exact) => readonly number[]) | null {
  const bands = cells.map(bandOf)
  const points = boundsOf(bands)
  const stretches = Array.from({ length: points.length * 2 + 1 }, (): number[] => [])
  let entries = stretches.length * always.length
  for (const [row, band] of bands.entries()) {
    if (!band) continue
    const [first, last] = stretchesOf(band, points)
    entries += Math.max(0, last - first + 1)
    if (entries > most) return null
    for (let at = first; at <= last; at++) stretches[at]?.push(row)
  }
  const lists = stretches.map((rows) => ascending([...rows, ...always]))
  const inWhole = wholeStretches(points)
  return (key) => {
    if (typeof key === 'number' && inWhole) return lists[inWhole(key)] ?? []
    const exact = typeof key === 'number' ? integer(key) : key
    return lists[stretchOf(exact, points)] ?? []
  }
}

/** Like `stretchOf`, for whole keys; null where a point is not whole. */
function wholeStretches(points: readonly Exact[]): ((key: number) => number) | null {
  const whole = points.map(toSafeInteger).filter((point) => point !== null)
  if (whole.length < points.length) return null
  const numbers = new AscendingNumbers(whole)
  return (key) => {
    const count = numbers.countUpTo(key)
    return numbers.isAt(count - 1, key) ? count * 2 - 1 : count * 2
  }
}

function boundsOf(bands: readonly (Band | null)[]): readonly Exact[] {
  const bounds = bands
    .flatMap((band) => (band ? [band.from, band.to] : []))
    .filter((bound) => bound !== null)
    .toSorted(compare)
  return bounds.filter((bound, at) => {
    const before = bounds[at - 1]
    return before === undefined || compare(before, bound) !== 0
  })
}

/** An odd stretch is a bound itself, an even one lies below the next. */
function stretchOf(key: Exact, points: readonly Exact[]): number {
  let [low, high] = [0, points.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const point = points[middle]
    const order = point ? compare(point, key) : 1
    if (order === 0) return middle * 2 + 1
    if (order < 0) low = middle + 1
    else high = middle
  }
  return low * 2
}

function stretchesOf(
  { from, includesFrom, to, includesTo }: Band,
  points: readonly Exact[]
): readonly [first: number, last: number] {
  const first = from === null ? 0 : stretchOf(from, points) + (includesFrom ? 0 : 1)
  const last = to === null ? points.length * 2 : stretchOf(to, points) - (includesTo ? 0 : 1)
  return [first, last]
}

function ascending(rows: readonly number[]): readonly number[] {
  return rows.toSorted((a, b) => a - b)
}
