import type { Program } from '../program/program.ts'
import type { Facts } from '../facts/facts.ts'
import type { Worksheet, WorksheetLine } from '../rating/worksheet.ts'
import { fraction, printed, same, type Fraction } from './fractions.ts'
import { rateByOracle, type OracleLine, type OracleOutcome } from './rate_by_oracle.ts'

/**
 * Rates facts by the stock engine in fractions and tells the first thing in which a worksheet of the
 * online evaluator differs from it: decision, rules, each line, fees, total; null where there is none.
 */
export async function differenceFromOracle(
  program: Program,
  facts: Facts,
  worksheet: Worksheet
): Promise<string | null> {
  const theirs = await rateByOracle(program, facts)
  return theirs.ok ? compareWorksheets(worksheet, theirs) : `rated instead of ${theirs.path}`
}

function compareWorksheets(
  ours: Worksheet,
  theirs: OracleOutcome & { readonly ok: true }
): string | null {
  const applied = ours.applied.map(({ rule }) => rule).toSorted()
  return (
    differ('decision', ours.decision, theirs.decision) ??
    differ('applied rules', applied.join(), theirs.applied.join()) ??
    compareLines(ours, theirs.lines) ??
    differ(
      'fees',
      ours.fees.map(({ name, count, amount }) => `${name} ${count} ${amount}`).join(),
      theirs.fees.map(({ name, count, amount }) => `${name} ${count} ${printed(amount, 2)}`).join()
    ) ??
    differ('total', ours.total, printed(theirs.total, 2))
  )
}

function compareLines(ours: Worksheet, theirs: readonly OracleLine[]): string | null {
  const total = ours.policyTotal?.lines ?? []
  const lines = [
    ...ours.sections.flatMap(({ entity, number, premiums }) =>
      premiums.flatMap(({ coverage, lines: own }) =>
        own.map((line) => ({ at: `${entity} ${number} ${coverage ?? '-'} ${line.step}`, line }))
      )
    ),
    ...total.map((line) => ({ at: `policy 1 - ${line.step}`, line })),
  ]
  const byPlace = new Map(theirs.map((line) => [line.at, line]))
  if (lines.length !== theirs.length) return `${lines.length} lines instead of ${theirs.length}`
  for (const { at, line } of lines) {
    const other = byPlace.get(at)
    const difference = other ? compareLine(at, line, other) : `${at}: not in the oracle`
    if (difference !== null) return difference
  }
  return null
}

function compareLine(at: string, ours: WorksheetLine, theirs: OracleLine): string | null {
  const granted = ours.discounts?.items.filter(({ status }) => status === 'granted')
  return (
    differ(`${at} status`, ours.status, theirs.status) ??
    differNumber(`${at} operand`, ours.operand, theirs.operand) ??
    differNumber(`${at} value`, ours.value, theirs.value) ??
    differ(
      `${at} discounts`,
      granted?.map(({ name }) => name).join() ?? '',
      theirs.discounts?.granted.join() ?? ''
    ) ??
    (ours.discounts && theirs.discounts
      ? differNumber(`${at} taken off`, ours.discounts.taken, theirs.discounts.taken)
      : null)
  )
}

function differ(what: string, ours: string, theirs: string): string | null {
  return ours === theirs ? null : `${what}: ${ours} instead of ${theirs}`
}

function differNumber(what: string, ours: string | null, theirs: Fraction | null): string | null {
  if (ours === null || theirs === null) {
    return (ours === null) === (theirs === null) ? null : `${what}: one is missing`
  }
  return same(fraction(ours), theirs)
    ? null
    : `${what}: ${ours} instead of ${theirs.top}/${theirs.bottom}`
}
