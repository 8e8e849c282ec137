import { compare } from '../money/arithmetic.ts'
import { toSafeInteger, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { KeyCell } from '../program/program.ts'
import {
  compareCuts,
  someNumberIn,
  stretchOf,
  stretchOfBounds,
  type Cut,
  type Stretch,
} from './cuts.ts'
import { textBandHolds, textBandOf } from '../rating/text_band.ts'
import { textsOfEachStretch } from './text_stretches.ts'
import { boundsOf, type Domain } from './domain.ts'
import type { TableModel, TableRow } from './model.ts'

/** What one key of a look-up may be. */
export interface KeyDomain {
  readonly domain: Domain
  readonly mayBeMissing: boolean
}

/** One key of a combination, in words: `25`, `COLL`, `not given`. */
export interface NamedKey {
  readonly key: string
  readonly text: string
  readonly isNumber: boolean
}

export type TotalityFinding =
  /** No row: `between` are the nearest rows below and above, where the key is in bands. */
  | {
      readonly kind: 'gap'
      readonly keys: readonly NamedKey[]
      readonly between: readonly TableRow[]
    }
  | {
      readonly kind: 'overlap'
      readonly keys: readonly NamedKey[]
      readonly rows: readonly [TableRow, TableRow]
    }
  /** The key's values can't be listed, and no row stands for all else. */
  | { readonly kind: 'unbounded'; readonly key: string }
  | { readonly kind: 'too many cells' }

export interface TotalityProof {
  readonly findings: readonly TotalityFinding[]
  /** The rows that some combination reaches. */
  readonly used: ReadonlySet<TableRow>
  /** The rows that hold some combination, even where an earlier first match takes it. */
  readonly holding: ReadonlySet<TableRow>
  /** Whether some combination falls outside a table that refuses what is outside. */
  readonly refuses: boolean
}

interface Proving {
  readonly table: TableModel
  readonly keys: readonly KeyDomain[]
  readonly order: ReadonlyMap<TableRow, number>
  readonly findings: TotalityFinding[]
  readonly used: Set<TableRow>
  readonly holding: Set<TableRow>
  refuses: boolean
  /** Below zero the proof is given up. */
  cellsLeft: number
}

/** Some of a key's values that the rows do not tell apart, with the rows that take them. */
interface Class {
  readonly name: NamedKey
  readonly rows: readonly TableRow[]
  readonly between: readonly TableRow[]
}

const MAX_FINDINGS = 3

/**
 * Looks at every combination of the keys' values, as coarsely as the rows tell them apart, and finds
 * those with no row or more than one. `all else` holds every value but one that is not given; where
 * several rows hold a combination, the one that names the earlier key is meant.
 */
export function proveTotal(
  table: TableModel,
  keys: readonly KeyDomain[],
  cells: number
): TotalityProof {
  const proving: Proving = {
    table,
    keys,
    order: new Map(table.rows.map((row, at) => [row, at])),
    findings: [],
    used: new Set(),
    holding: new Set(),
    refuses: false,
    cellsLeft: cells,
  }
  visit(0, table.rows, [], proving)
  const { findings, used, holding, refuses } = proving
  return {
    findings: isExhausted(proving) ? [{ kind: 'too many cells' }] : findings,
    used,
    holding,
    refuses,
  }
}

function isExhausted({ cellsLeft }: Proving): boolean {
  return cellsLeft < 0
}

function visit(
  at: number,
  rows: readonly TableRow[],
  path: readonly NamedKey[],
  proving: Proving
): void {
  const key = proving.keys[at]
  if (!key) {
    conclude(rows, path, proving)
    return
  }
  for (const { name, rows: taken, between } of classesOf(at, rows, key, proving)) {
    proving.cellsLeft -= 1 + taken.length
    if (isExhausted(proving) || proving.findings.length >= MAX_FINDINGS) return
    if (taken.length > 0) visit(at + 1, taken, [...path, name], proving)
    else if (isRefused(at, proving.table)) proving.refuses = true
    else proving.findings.push({ kind: 'gap', keys: complete([...path, name], proving), between })
  }
}

function isRefused(at: number, { errorOutside, keys }: TableModel): boolean {
  return errorOutside || keys[at]?.ends === 'refused'
}

/** A row that names a key wins over one for all else, the first key counting most. */
function conclude(rows: readonly TableRow[], path: readonly NamedKey[], proving: Proving) {
  const { used, holding, order, findings, table } = proving
  for (const row of rows) holding.add(row)
  if (table.firstMatch) {
    const [first] = rows.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    if (first) used.add(first)
    return
  }
  const [first, second] = rows.length === 1 ? rows : mostSpecific(rows)
  if (first) used.add(first)
  if (!first || !second) return
  used.add(second)
  findings.push({ kind: 'overlap', keys: path, rows: [first, second] })
}

function mostSpecific(rows: readonly TableRow[]): readonly TableRow[] {
  const patterns = rows.map(({ keys }) => keys.map((cell) => ('else' in cell ? '1' : '0')).join(''))
  const best = patterns.reduce((least, pattern) => (pattern < least ? pattern : least))
  return rows.filter((_, at) => patterns[at] === best)
}

/** Names a value for each key that was not reached, so that a gap is a whole combination. */
function complete(path: readonly NamedKey[], { keys, table }: Proving): readonly NamedKey[] {
  const rest = keys.slice(path.length).map(({ domain }, offset) => {
    const key = table.keys[path.length + offset]?.name ?? ''
    if (domain.kind === 'texts') {
      const [text = 'any'] = domain.values
      return { key, text, isNumber: false }
    }
    const { low, high, whole } = boundsOf(domain)
    if (domain.kind === 'any') return { key, text: 'any', isNumber: false }
    return {
      key,
      text: formatExact(someNumberIn(stretchOfBounds(low, high, whole), whole)),
      isNumber: true,
    }
  })
  return [...path, ...rest]
}

function classesOf(
  at: number,
  rows: readonly TableRow[],
  { domain, mayBeMissing }: KeyDomain,
  proving: Proving
): readonly Class[] {
  const key = proving.table.keys[at]
  if (!key) return []
  const cellOf = (row: TableRow): KeyCell => row.keys[at] ?? { else: true }
  const otherwise = rows.filter((row) => 'else' in cellOf(row) || 'any' in cellOf(row))
  const missing: Class = {
    name: { key: key.name, text: 'not given', isNumber: false },
    rows: rows.filter((row) => 'notGiven' in cellOf(row) || 'any' in cellOf(row)),
    between: [],
  }
  const classes = key.inBand
    ? bandClasses(key.name, rows, cellOf, domain, otherwise, proving)
    : key.inTextBand
      ? textClasses(key.name, rows, cellOf, domain, otherwise, proving)
      : exactClasses(key.name, rows, cellOf, domain, otherwise, proving)
  return mayBeMissing ? [...classes, missing] : classes
}

function exactClasses(
  key: string,
  rows: readonly TableRow[],
  cellOf: (row: TableRow) => KeyCell,
  domain: Domain,
  otherwise: readonly TableRow[],
  proving: Proving
): readonly Class[] {
  const byText = new Map<string, TableRow[]>()
  for (const row of rows) {
    const cell = cellOf(row)
    if (!('is' in cell)) continue
    const same = byText.get(cell.is)
    if (same) same.push(row)
    else byText.set(cell.is, [row])
  }
  const classOf = (text: string, isNumber: boolean): Class => ({
    name: { key, text, isNumber },
    rows: chosen(byText.get(text) ?? [], otherwise),
    between: [],
  })
  if (domain.kind === 'texts') return [...domain.values].map((text) => classOf(text, false))
  if (domain.kind === 'set')
    return domain.values.map((value) => classOf(formatExact(value, 0), true))
  return openClasses(key, domain, byText, otherwise, classOf, proving)
}

/** Texts in bands: those of the domain, or one of each stretch that the bands tell apart. */
function textClasses(
  key: string,
  rows: readonly TableRow[],
  cellOf: (row: TableRow) => KeyCell,
  domain: Domain,
  otherwise: readonly TableRow[],
  proving: Proving
): readonly Class[] {
  const bands = rows.flatMap((row) => {
    const band = textBandOf(cellOf(row))
    return band ? [{ row, band }] : []
  })
  const texts =
    domain.kind === 'texts' ? domain.values : textsOfEachStretch(bands.map(({ band }) => band))
  proving.cellsLeft -= texts.size * bands.length
  if (isExhausted(proving)) return []
  const listed = [...texts].map((text): Class => {
    const taken = bands.filter(({ band }) => textBandHolds(band, text)).map(({ row }) => row)
    return { name: { key, text, isNumber: false }, rows: chosen(taken, otherwise), between: [] }
  })
  if (domain.kind === 'texts') return listed
  const held = listed.filter(({ rows: found }) => found.length > 0)
  const rest: Class = {
    name: { key, text: 'anything else', isNumber: false },
    rows: otherwise,
    between: [],
  }
  if (otherwise.length > 0 || proving.table.errorOutside) return [...held, rest]
  proving.findings.push({ kind: 'unbounded', key })
  return []
}

/** Keys whose values can't all be listed: what the rows list, and one class for the rest. */
function openClasses(
  key: string,
  domain: Domain,
  byText: ReadonlyMap<string, readonly TableRow[]>,
  otherwise: readonly TableRow[],
  classOf: (text: string, isNumber: boolean) => Class,
  proving: Proving
): readonly Class[] {
  const isNumber = domain.kind === 'numbers'
  const inside = [...byText.keys()].filter(
    (text) => domain.kind !== 'numbers' || isInside(text, domain)
  )
  const listed = inside.map((text) => classOf(text, isNumber))
  const rest = domain.kind === 'numbers' ? firstMissing(domain, new Set(inside)) : 'anything else'
  if (rest === null) return listed
  if (otherwise.length > 0) {
    return [...listed, { name: { key, text: rest, isNumber }, rows: otherwise, between: [] }]
  }
  const isOpen = domain.kind !== 'numbers' || domain.low === null || domain.high === null
  if (isOpen && !proving.table.errorOutside) {
    proving.findings.push({ kind: 'unbounded', key })
    return []
  }
  return [...listed, { name: { key, text: rest, isNumber }, rows: [], between: [] }]
}

function isInside(text: string, domain: Domain & { readonly kind: 'numbers' }): boolean {
  if (!/^(?:0|-?[1-9]\d{0,14})$/.test(text)) return false
  const value: Exact = { coefficient: Number(text), scale: 0 }
  const isLowEnough = domain.high === null || compare(value, domain.high) <= 0
  return isLowEnough && (domain.low === null || compare(value, domain.low) >= 0)
}

/** The first whole number of the domain that no row lists; null where all are listed. */
function firstMissing(
  domain: Domain & { readonly kind: 'numbers' },
  listed: ReadonlySet<string>
): string | null {
  const low = domain.low && toSafeInteger(domain.low)
  const high = domain.high && toSafeInteger(domain.high)
  if (low === null) return 'anything else'
  for (let value = low; high === null || value <= high; value++) {
    if (!listed.has(String(value))) return String(value)
  }
  return null
}

function bandClasses(
  key: string,
  rows: readonly TableRow[],
  cellOf: (row: TableRow) => KeyCell,
  domain: Domain,
  otherwise: readonly TableRow[],
  proving: Proving
): readonly Class[] {
  const { low, high, whole } = boundsOf(domain)
  const bands = rows.flatMap((row) => {
    const stretch = stretchOf(cellOf(row), whole)
    return stretch ? [{ row, stretch }] : []
  })
  if (domain.kind === 'set') {
    proving.cellsLeft -= domain.values.length * bands.length
    if (isExhausted(proving)) return []
    return domain.values.map((value) => {
      const taken = bands.filter(({ stretch }) => holds(stretch, { at: value, after: false }))
      return {
        name: { key, text: formatExact(value, 0), isNumber: true },
        rows: chosen(
          taken.map(({ row }) => row),
          otherwise
        ),
        between: [],
      }
    })
  }
  return segments(bands, stretchOfBounds(low, high, whole), proving).map(({ stretch, taken }) => {
    const found = chosen(taken, otherwise)
    return {
      name: { key, text: formatExact(someNumberIn(stretch, whole), 0), isNumber: true },
      rows: found,
      between: found.length === 0 ? neighbours(stretch, bands) : [],
    }
  })
}

interface Band {
  readonly row: TableRow
  readonly stretch: Stretch
}

/** The domain cut at every end of a band, each piece with the bands that hold it. */
function segments(
  bands: readonly Band[],
  domain: Stretch,
  proving: Proving
): readonly { readonly stretch: Stretch; readonly taken: readonly TableRow[] }[] {
  const inside = bands
    .flatMap(({ stretch: { low, high } }) => [low, high])
    .filter((cut) => cut !== null)
    .filter((cut) => !domain.low || compareCuts(cut, domain.low) > 0)
    .filter((cut) => !domain.high || compareCuts(cut, domain.high) < 0)
    .toSorted(compareCuts)
    .filter((cut, at, all) => at === 0 || compareCuts(cut, all[at - 1] ?? cut) !== 0)
  const starts: readonly (Cut | null)[] = [domain.low, ...inside]
  const pieces = starts.map((low, at) => ({
    stretch: { low, high: inside[at] ?? domain.high },
    taken: new Array<TableRow>(),
  }))
  for (const { row, stretch } of bands) {
    const from = stretch.low ? firstAtLeast(starts, stretch.low) : 0
    for (let at = from; at < pieces.length; at++) {
      const piece = pieces[at]
      if (!piece) break
      const { low } = piece.stretch
      proving.cellsLeft -= 1
      if (isExhausted(proving) || (stretch.high && low && compareCuts(low, stretch.high) >= 0))
        break
      piece.taken.push(row)
    }
  }
  return pieces
}

/** The first piece that begins at or behind the cut; the first piece of an open domain begins before all. */
function firstAtLeast(lows: readonly (Cut | null)[], cut: Cut): number {
  let [from, to] = [0, lows.length]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    const low = lows[middle]
    if (low && compareCuts(low, cut) >= 0) to = middle
    else from = middle + 1
  }
  return from
}

function holds({ low, high }: Stretch, point: Cut): boolean {
  return (!low || compareCuts(low, point) <= 0) && (!high || compareCuts(high, point) > 0)
}

/** The band that ends nearest below a gap and the one that begins nearest above it. */
function neighbours(gap: Stretch, bands: readonly Band[]): readonly TableRow[] {
  let below: (Band & { readonly cut: Cut }) | null = null
  let above: (Band & { readonly cut: Cut }) | null = null
  for (const band of bands) {
    const { low, high } = band.stretch
    if (
      high &&
      gap.low &&
      compareCuts(high, gap.low) <= 0 &&
      (!below || compareCuts(high, below.cut) > 0)
    ) {
      below = { ...band, cut: high }
    }
    if (
      low &&
      gap.high &&
      compareCuts(low, gap.high) >= 0 &&
      (!above || compareCuts(low, above.cut) < 0)
    ) {
      above = { ...band, cut: low }
    }
  }
  return [below, above].flatMap((band) => (band ? [band.row] : []))
}

/** The rows that hold a value, those for all else behind those that name it. */
function chosen(exact: readonly TableRow[], otherwise: readonly TableRow[]): readonly TableRow[] {
  return otherwise.length === 0 ? exact : [...exact, ...otherwise]
}
