import { compare } from '../money/arithmetic.ts'
import { integer, toSafeInteger, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import { beginsBy, endsAfter, type Band, type Key } from './cell.ts'
import { compareTexts, textBandHolds, type TextBand } from './text_band.ts'

/** What stands behind a key: the index of a row, or the level of the next key. */
export type Branch = number | Level

/** One key column of a table's index, under the keys before it. */
export interface Level {
  match(key: string | number | Exact): Branch | undefined
  readonly notGiven: Branch | undefined
  readonly otherwise: Branch | undefined
}

interface Rest {
  readonly notGiven: Branch | undefined
  readonly otherwise: Branch | undefined
}

/** Finds exact texts and whole numbers by hash. */
export class ExactLevel implements Level {
  readonly notGiven: Branch | undefined
  readonly otherwise: Branch | undefined
  readonly #branches = new Map<string | number, Branch>()

  constructor(branches: Iterable<readonly [text: string, branch: Branch]>, rest: Rest) {
    this.notGiven = rest.notGiven
    this.otherwise = rest.otherwise
    for (const [text, branch] of branches) {
      this.#branches.set(text, branch)
      const value = parseDecimal(text)
      const whole = value && toSafeInteger(value)
      if (whole !== null && !this.#branches.has(whole)) this.#branches.set(whole, branch)
    }
  }

  match(key: string | number | Exact): Branch | undefined {
    return this.#branches.get(typeof key === 'object' ? formatExact(key, 0) : key)
  }
}

/** Finds the band that holds a number by binary search, in doubles where all bounds are whole. */
export class BandLevel implements Level {
  readonly notGiven: Branch | undefined
  readonly otherwise: Branch | undefined
  readonly #bands: readonly Band[]
  readonly #branches: readonly Branch[]
  /** The first and last whole number of each band; null where a bound is not whole. */
  readonly #whole: { readonly first: readonly number[]; readonly last: readonly number[] } | null

  /** The bands ascend and don't overlap. */
  constructor(bands: readonly Band[], branches: readonly Branch[], rest: Rest) {
    this.#bands = bands
    this.#branches = branches
    this.notGiven = rest.notGiven
    this.otherwise = rest.otherwise
    const first = bands.map(firstWhole)
    const last = bands.map(lastWhole)
    const areWhole = !first.includes(Number.NaN) && !last.includes(Number.NaN)
    this.#whole = areWhole ? { first, last } : null
  }

  match(key: string | number | Exact): Branch | undefined {
    if (typeof key === 'string') return undefined
    if (typeof key === 'number' && this.#whole) return this.#matchWhole(key, this.#whole)
    const value = typeof key === 'number' ? integer(key) : key
    let [low, high] = [0, this.#bands.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const band = this.#bands[middle]
      if (band && beginsBy(band, value)) low = middle + 1
      else high = middle
    }
    const band = this.#bands[low - 1]
    return band && endsAfter(band, value) ? this.#branches[low - 1] : undefined
  }

  #matchWhole(
    key: number,
    { first, last }: { readonly first: readonly number[]; readonly last: readonly number[] }
  ): Branch | undefined {
    let [low, high] = [0, first.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((first[middle] ?? 0) <= key) low = middle + 1
      else high = middle
    }
    return low > 0 && key <= (last[low - 1] ?? 0) ? this.#branches[low - 1] : undefined
  }
}

/** Finds the band that holds a text by binary search. */
export class TextBandLevel implements Level {
  readonly notGiven: Branch | undefined
  readonly otherwise: Branch | undefined
  readonly #bands: readonly { readonly band: TextBand; readonly branch: Branch }[]

  /** The bands ascend by length and code units and don't overlap. */
  constructor(bands: readonly { readonly band: TextBand; readonly branch: Branch }[], rest: Rest) {
    this.#bands = bands
    this.notGiven = rest.notGiven
    this.otherwise = rest.otherwise
  }

  match(key: string | number | Exact): Branch | undefined {
    if (typeof key !== 'string') return undefined
    let [low, high] = [0, this.#bands.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const found = this.#bands[middle]
      if (found && compareTexts(found.band.from, key) <= 0) low = middle + 1
      else high = middle
    }
    const found = this.#bands[low - 1]
    return found && textBandHolds(found.band, key) ? found.branch : undefined
  }
}

/** Whether some number lies in both of two bands of which the first begins first. */
export function overlap(before: Band, after: Band): boolean {
  if (before.to === null || after.from === null) return true
  const order = compare(after.from, before.to)
  return order < 0 || (order === 0 && before.includesTo && after.includesFrom)
}

/** Bands by where they begin. */
export function byBeginning(a: Band, b: Band): number {
  if (a.from === null || b.from === null) return a.from === b.from ? 0 : a.from === null ? -1 : 1
  return compare(a.from, b.from) || Number(b.includesFrom) - Number(a.includesFrom)
}

function firstWhole({ from, includesFrom }: Band): number {
  if (from === null) return Number.NEGATIVE_INFINITY
  const whole = toSafeInteger(from)
  return whole === null ? Number.NaN : includesFrom ? whole : whole + 1
}

function lastWhole({ to, includesTo }: Band): number {
  if (to === null) return Number.POSITIVE_INFINITY
  const whole = toSafeInteger(to)
  return whole === null ? Number.NaN : includesTo ? whole : whole - 1
}

/**
 * Goes down the levels, each of which is for the key in the place that `order` names; `all else` takes what no other cell
 * of its level takes, and never `not given`.
 */
export function descend(level: Level, order: readonly number[], keys: readonly Key[]): number {
  let at: Level = level
  for (const place of order) {
    const key = keys[place] ?? null
    const branch = key === null ? at.notGiven : (at.match(key) ?? at.otherwise)
    if (branch === undefined) return -1
    if (typeof branch === 'number') return branch
    at = branch
  }
  return -1
}
