import { isDecimal, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { Coverage } from './layout.ts'
import type { Followed, WorkedPremium } from './premium.ts'
import { takeStep, type PreparedStep } from './prepare_steps.ts'
import type { Risk } from './risk.ts'
import type { CoveragePremium, TableSource, WorksheetLine } from './worksheet.ts'

const NO_SOURCES: readonly TableSource[] = []

/** Writes down a premium that was worked out for the risk, its entity and coverage in scope again. */
export function writePremium(
  { instance, coverage, followed, amount }: WorkedPremium,
  digits: number,
  risk: Risk
): CoveragePremium {
  risk.enter(instance)
  risk.coverage = coverage
  const shown = {
    ...nameOfCoverage(coverage, risk),
    lines: writeLines(followed, digits, risk),
    premium: formatExact(amount, digits),
  }
  risk.coverage = null
  return shown
}

/** The same without its lines. */
export function nameOfPremium(
  { instance, coverage, amount }: WorkedPremium,
  digits: number,
  risk: Risk
): Omit<CoveragePremium, 'lines'> {
  risk.enter(instance)
  return { ...nameOfCoverage(coverage, risk), premium: formatExact(amount, digits) }
}

function nameOfCoverage(coverage: Coverage | null, risk: Risk) {
  return {
    coverage: coverage?.name ?? null,
    title: coverage?.shape.title ?? 'Premium',
    terms: coverage ? termsOf(coverage, risk) : [],
  }
}

/** Writes a line for each step that was followed, in the scope that it was followed in. */
export function writeLines(
  { steps, from, values, operands }: Followed,
  digits: number,
  risk: Risk
): readonly WorksheetLine[] {
  let running = from
  let written = formatExact(running, digits)
  return steps.map((step, at) => {
    const value = values[at] ?? null
    if (value === null) return step.idle
    const operand = operands[at] ?? null
    const isReached = !isBound(step) || takeStep(step.program.op, running, operand) !== running
    written = textOf(value, running, written, step.rounding ? undefined : digits)
    running = value
    return workedLine(step, operand, written, isReached, risk)
  })
}

function isBound({ program: { op } }: PreparedStep): boolean {
  return op === 'at least' || op === 'at most'
}

function termsOf(
  { name: coverage, carrier, shape }: Coverage,
  risk: Risk
): CoveragePremium['terms'] {
  const chosen = risk.at(carrier).terms(coverage)
  return shape.terms.map(({ name }) => ({ name, value: String(chosen?.[name]) }))
}

/** A factor of 1.000 leaves the value as it is, and so its text. */
function textOf(value: Exact, before: Exact, written: string, digits: number | undefined): string {
  const isSame =
    digits === undefined &&
    isDecimal(value) &&
    isDecimal(before) &&
    value.coefficient === before.coefficient &&
    value.scale === before.scale &&
    written.length - written.indexOf('.') - 1 === value.scale
  return isSame ? written : formatExact(value, digits)
}

function workedLine(
  { program, operand, rounding, discounts }: PreparedStep,
  read: Exact | null,
  value: string,
  isReached: boolean,
  risk: Risk
): WorksheetLine {
  const told = operand && read && operand.tell(risk, read)
  const line: WorksheetLine = {
    step: program.id,
    op: program.op,
    name: program.name,
    text: program.text,
    status: isReached ? 'applied' : 'not reached',
    operand: told && told.text,
    filledIn: told && told.filledIn,
    value,
    rounding: rounding && rounding.text,
    sources: told ? told.sources : NO_SOURCES,
    citation: program.citation ?? null,
    at: program.at,
  }
  const detail = discounts && discounts.detail(risk)
  return detail ? { ...line, discounts: detail } : line
}
