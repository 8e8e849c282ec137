import { formatExact } from '../money/format_decimal.ts'
import { someNumberIn, stretchOfBounds } from './cuts.ts'
import { boundsOf } from './domain.ts'
import { classesOf } from './key_classes.ts'
import type { TableModel, TableRow } from './model.ts'
import {
  isExhausted,
  type Class,
  type KeyDomain,
  type NamedKey,
  type Proving,
  type TotalityProof,
} from './proving.ts'

/** The classes of the keys looked at so far, the last first. */
interface Path {
  readonly at: number
  readonly name: Class['name']
  readonly before: Path | null
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
    order: new Map(table.firstMatch ? table.rows.map((row, at) => [row, at]) : []),
    findings: [],
    used: new Set(),
    holding: new Set(),
    refuses: false,
    cellsLeft: cells,
  }
  visit(orderOf(table, keys), 0, table.rows, null, proving)
  const { findings, used, holding, refuses } = proving
  return {
    findings: isExhausted(proving) ? [{ kind: 'too many cells' }] : findings,
    used,
    holding,
    refuses,
  }
}

/** Keys of one value come first, such as the coverage: they leave the fewest rows to the others. */
function orderOf({ keys }: TableModel, domains: readonly KeyDomain[]): readonly number[] {
  const isSingle = ({ domain, mayBeMissing }: KeyDomain, at: number) =>
    !mayBeMissing &&
    !keys[at]?.inBand &&
    !keys[at]?.inTextBand &&
    domain.kind === 'texts' &&
    domain.values.size === 1
  const [first, others]: [number[], number[]] = [[], []]
  for (const [at, domain] of domains.entries()) (isSingle(domain, at) ? first : others).push(at)
  return [...first, ...others]
}

function visit(
  order: readonly number[],
  step: number,
  rows: readonly TableRow[],
  path: Path | null,
  proving: Proving
): void {
  const at = order[step]
  if (at === undefined) {
    conclude(rows, path, proving)
    return
  }
  for (const { name, rows: taken, between } of classesOf(at, rows, proving)) {
    proving.cellsLeft -= 1 + taken.length
    if (isExhausted(proving) || proving.findings.length >= MAX_FINDINGS) return
    const here = { at, name, before: path }
    if (taken.length > 0) visit(order, step + 1, taken, here, proving)
    else if (isRefused(at, proving.table)) proving.refuses = true
    else {
      proving.findings.push({ kind: 'gap', keys: combination(here, proving), between: between() })
    }
  }
}

function isRefused(at: number, { errorOutside, keys }: TableModel): boolean {
  return errorOutside || keys[at]?.ends === 'refused'
}

/** A row that names a key wins over one for all else, the first key counting most. */
function conclude(rows: readonly TableRow[], path: Path | null, proving: Proving) {
  const { used, holding, findings, table, order } = proving
  for (const row of rows) holding.add(row)
  const [only] = rows
  if (only && rows.length === 1) {
    used.add(only)
    return
  }
  if (table.firstMatch) {
    const [first] = rows.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    if (first) used.add(first)
    return
  }
  const [first, second] = mostSpecific(rows)
  if (first) used.add(first)
  if (!first || !second) return
  used.add(second)
  findings.push({ kind: 'overlap', keys: combination(path, proving), rows: [first, second] })
}

function mostSpecific(rows: readonly TableRow[]): readonly TableRow[] {
  const patterns = rows.map(({ keys }) => keys.map((cell) => ('else' in cell ? '1' : '0')).join(''))
  const best = patterns.reduce((least, pattern) => (pattern < least ? pattern : least))
  return rows.filter((_, at) => patterns[at] === best)
}

/** The combination in the order of the table's keys; it has some value for each that was not reached. */
function combination(path: Path | null, { keys, table }: Proving): readonly NamedKey[] {
  const reached = new Map<number, NamedKey>()
  for (let each = path; each; each = each.before) reached.set(each.at, each.name())
  return keys.map((domain, at) => reached.get(at) ?? someValue(table.keys[at]?.name ?? '', domain))
}

function someValue(key: string, { domain }: KeyDomain): NamedKey {
  if (domain.kind === 'texts') {
    const [text = 'any'] = domain.values
    return { key, text, isNumber: false }
  }
  if (domain.kind === 'any') return { key, text: 'any', isNumber: false }
  const { low, high, whole } = boundsOf(domain)
  const value = someNumberIn(stretchOfBounds(low, high, whole), whole)
  return { key, text: formatExact(value), isNumber: true }
}
