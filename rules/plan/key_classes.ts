import { compare } from '../money/arithmetic.ts'
import { toSafeInteger, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { textBandHolds, textBandOf } from '../rating/text_band.ts'
import { bandClasses } from './band_classes.ts'
import { ANY, type Domain } from './domain.ts'
import type { TableRow } from './model.ts'
import { chosen, isExhausted, NOWHERE, type Class, type Proving } from './proving.ts'
import { rowsByText, type RowsByText } from './rows_by_text.ts'
import { textsOfEachStretch } from './text_stretches.ts'

/** The values that a key may have, as coarsely as these rows tell them apart. */
export function classesOf(
  at: number,
  rows: readonly TableRow[],
  proving: Proving
): readonly Class[] {
  const key = proving.table.keys[at]
  if (!key) return []
  const sorted = rowsByText(rows, at, rows === proving.table.rows)
  const classes = key.inBand
    ? bandClasses(at, rows, sorted.otherwise, proving)
    : key.inTextBand
      ? textClasses(at, rows, sorted.otherwise, proving)
      : exactClasses(at, sorted, proving)
  if (!proving.keys[at]?.mayBeMissing) return classes
  const missing: Class = {
    name: () => ({ key: key.name, text: 'not given', isNumber: false }),
    rows: sorted.missing,
    between: NOWHERE,
  }
  return [...classes, missing]
}

function exactClasses(at: number, sorted: RowsByText, proving: Proving): readonly Class[] {
  const key = proving.table.keys[at]?.name ?? ''
  const domain = proving.keys[at]?.domain ?? ANY
  const classOf = (text: string, isNumber: boolean): Class => ({
    name: () => ({ key, text, isNumber }),
    rows: chosen(sorted.byText.get(text) ?? [], sorted.otherwise),
    between: NOWHERE,
  })
  if (domain.kind === 'texts') return [...domain.values].map((text) => classOf(text, false))
  if (domain.kind === 'set')
    return domain.values.map((value) => classOf(formatExact(value, 0), true))
  return openClasses(key, domain, sorted, classOf, proving)
}

/** Texts in bands: those of the domain, or one of each stretch that the bands tell apart. */
function textClasses(
  at: number,
  rows: readonly TableRow[],
  otherwise: readonly TableRow[],
  proving: Proving
): readonly Class[] {
  const key = proving.table.keys[at]?.name ?? ''
  const domain = proving.keys[at]?.domain ?? ANY
  const bands = rows.flatMap((row) => {
    const cell = row.keys[at]
    const band = cell ? textBandOf(cell) : null
    return band ? [{ row, band }] : []
  })
  const texts =
    domain.kind === 'texts' ? domain.values : textsOfEachStretch(bands.map(({ band }) => band))
  proving.cellsLeft -= texts.size * bands.length
  if (isExhausted(proving)) return []
  const listed = [...texts].map((text): Class => {
    const taken = bands.filter(({ band }) => textBandHolds(band, text)).map(({ row }) => row)
    return {
      name: () => ({ key, text, isNumber: false }),
      rows: chosen(taken, otherwise),
      between: NOWHERE,
    }
  })
  if (domain.kind === 'texts') return listed
  const held = listed.filter(({ rows: found }) => found.length > 0)
  const rest: Class = {
    name: () => ({ key, text: 'anything else', isNumber: false }),
    rows: otherwise,
    between: NOWHERE,
  }
  if (otherwise.length > 0 || proving.table.errorOutside) return [...held, rest]
  proving.findings.push({ kind: 'unbounded', key })
  return []
}

/** Keys whose values can't all be listed: what the rows list, and one class for the rest. */
function openClasses(
  key: string,
  domain: Domain,
  { byText, otherwise }: RowsByText,
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
  const name = () => ({ key, text: rest, isNumber })
  if (otherwise.length > 0) {
    return [...listed, { name, rows: otherwise, between: NOWHERE }]
  }
  const isOpen = domain.kind !== 'numbers' || domain.low === null || domain.high === null
  if (isOpen && !proving.table.errorOutside) {
    proving.findings.push({ kind: 'unbounded', key })
    return []
  }
  return [...listed, { name, rows: [], between: NOWHERE }]
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
