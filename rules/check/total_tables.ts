import { asBands, type BandedTable } from '../plan/as_bands.ts'
import { domainOf, type DomainWorld } from '../plan/domain_of.ts'
import type { PlanModel, TableModel, TableRow, Value, ValueOf } from '../plan/model.ts'
import { proveTotal } from '../plan/prove_total.ts'
import type { KeyDomain, NamedKey, TotalityFinding, TotalityProof } from '../plan/proving.ts'
import type { Span } from '../source.ts'
import { keptProof } from './kept_proofs.ts'
import { LIMITS } from './limits.ts'
import { visitReachable } from '../plan/reachable.ts'
import type { Report } from './report.ts'

/** What the proofs showed: the rows in use, and where tables refuse what lies outside them. */
export interface TableUse {
  /** Of each table that is looked up. */
  readonly tables: ReadonlyMap<string, RowUse>
  /** For a table that may refuse, the look-up key that it points at. */
  readonly refusing: ReadonlyMap<string, ValueOf<'lookup'>>
}

/** The rows of a table that are reached, by one look-up or another. */
export interface RowUse {
  readonly used: readonly ReadonlySet<TableRow>[]
  /** Those that hold something, if only behind an earlier first match. */
  readonly holding: readonly ReadonlySet<TableRow>[]
}

/** Every reachable combination of keys has exactly one row at each look-up. */
export function totalTables(plan: PlanModel, domains: DomainWorld, report: Report): TableUse {
  const made = new Map<string, Set<TotalityProof>>()
  const refusing = new Map<string, ValueOf<'lookup'>>()
  const banded = new Map<string, BandedTable>()
  visitReachable(plan, (value, coverage) => {
    if (value.kind !== 'lookup') return
    const table = plan.tables.get(value.table)
    if (!table?.sound) return
    const keys = value.keys.map((key) => keyDomain(key, coverage, domains))
    const inBands = banded.get(table.name) ?? asBands(table)
    banded.set(table.name, inBands)
    const proof = keptProof(inBands.table, keys, () =>
      proveTotal(inBands.table, keys, LIMITS.totalityCells)
    )
    made.set(table.name, (made.get(table.name) ?? new Set<TotalityProof>()).add(proof))
    if (proof.refuses && !refusing.has(table.name)) refusing.set(table.name, value)
    for (const finding of proof.findings) reportFinding(finding, table, value.nameSpan, report)
  })
  const tables = [...made].map(
    ([name, proofs]) => [name, rowUse([...proofs], banded.get(name))] as const
  )
  return { tables: new Map(tables), refusing }
}

function rowUse(proofs: readonly TotalityProof[], inBands: BandedTable | undefined): RowUse {
  const written = (rows: ReadonlySet<TableRow>) =>
    inBands?.isMade ? new Set([...rows].flatMap(inBands.written)) : rows
  return {
    used: proofs.map(({ used }) => written(used)),
    holding: proofs.map(({ holding }) => holding),
  }
}

function keyDomain(key: Value, coverage: string | null, domains: DomainWorld): KeyDomain {
  const field = key.kind === 'within' ? key.then : key
  const mayBeMissing = field.kind === 'field' && field.field.optional
  return { domain: domainOf(key, coverage, domains), mayBeMissing }
}

function reportFinding(finding: TotalityFinding, table: TableModel, span: Span, report: Report) {
  switch (finding.kind) {
    case 'gap':
      report.error(
        'RATE301',
        span,
        `Table "${table.name}" has no row for ${combination(finding.keys)}`,
        {
          related: finding.between.map((row, at) => ({
            span: row.span,
            message:
              at === 0 && finding.between.length === 2
                ? 'one band ends here'
                : 'the next band is here',
          })),
          help: 'add a row for it, or let a band reach it',
        }
      )
      break
    case 'overlap':
      report.error(
        'RATE302',
        span,
        `Table "${table.name}" has two rows for ${combination(finding.keys)}`,
        {
          related: finding.rows.map((row, at) => ({
            span: row.span,
            message: at === 0 ? 'one row' : 'the other row',
          })),
          help: 'let only one of them hold it, or say "first match"',
        }
      )
      break
    case 'unbounded':
      report.error('RATE309', span, `Table "${table.name}" can't list every "${finding.key}"`, {
        help: 'end it with a row "all else", or write "error outside" after its keys',
      })
      break
    case 'too many cells':
      report.error(
        'RATE503',
        span,
        `Table "${table.name}" has more than ${LIMITS.totalityCells} combinations to look at`
      )
  }
}

/** `age 25, married, COLL`. */
function combination(keys: readonly NamedKey[]): string {
  return keys
    .map(({ key, text, isNumber }) => (isNumber || text === 'not given' ? `${key} ${text}` : text))
    .join(', ')
}
