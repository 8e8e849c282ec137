import { formatExact } from '../money/format_decimal.ts'
import type { Exact } from '../money/decimal.ts'
import type { PremiumProgram } from '../program/program.ts'
import type { ReadOperand } from './compile_operand.ts'
import type { Compiler } from './compiler.ts'
import type { Coverage, Kind } from './layout.ts'
import { prepareStep, START, takeStep, type PreparedStep } from './prepare_steps.ts'
import type { Instance, Risk } from './risk.ts'
import type { CoveragePremium, TableSource, WorksheetLine } from './worksheet.ts'

export interface PreparedPremium {
  readonly kind: Kind
  /** Null where the premium is not per coverage. */
  readonly coverages: readonly Coverage[] | null
  readonly steps: readonly PreparedStep[]
  /** How many digits an amount of the currency has. */
  readonly digits: number
}

/** One premium worked out: its lines for the worksheet, and the exact amount to add up. */
export interface WorkedPremium {
  readonly instance: Instance
  readonly amount: Exact
  readonly shown: CoveragePremium
}

const NO_SOURCES: readonly TableSource[] = []

/** Compiles one premium block. */
export function preparePremium(
  { entity, coverages, steps }: PremiumProgram,
  digits: number,
  compiler: Compiler
): PreparedPremium {
  return {
    kind: compiler.layout.kind(entity),
    coverages: coverages && coverages.map((name) => compiler.layout.coverage(name)),
    steps: steps.map((step) => prepareStep(step, compiler)),
    digits,
  }
}

/** Works out the premium for each entity, and for each coverage it has taken where that is asked. */
export function workPremium(premium: PreparedPremium, risk: Risk): readonly WorkedPremium[] {
  const worked: WorkedPremium[] = []
  for (const instance of risk.all(premium.kind)) {
    risk.enter(instance)
    if (premium.coverages === null) worked.push(workOne(premium, instance, null, risk))
    for (const coverage of premium.coverages ?? []) {
      if (risk.at(coverage.carrier).terms(coverage.name) === null) continue
      risk.coverage = coverage
      worked.push(workOne(premium, instance, coverage, risk))
      risk.coverage = null
    }
  }
  return worked
}

function workOne(
  { steps, digits }: PreparedPremium,
  instance: Instance,
  coverage: Coverage | null,
  risk: Risk
): WorkedPremium {
  let running = START
  const lines: WorksheetLine[] = []
  for (const step of steps) {
    if (step.appliesTo(risk)) running = work(step, running, digits, risk, lines)
    else lines.push(idleLine(step))
  }
  const terms = coverage ? instance.terms(coverage.name) : null
  return {
    instance,
    amount: running,
    shown: {
      coverage: coverage?.name ?? null,
      title: coverage?.shape.title ?? 'Premium',
      terms: (coverage?.shape.terms ?? []).map(({ name }) => ({
        name,
        value: String(terms?.[name]),
      })),
      lines,
      premium: formatExact(running, digits),
    },
  }
}

/** Takes a step that applies, writes its line, and gives the new running value. */
function work(
  step: PreparedStep,
  running: Exact,
  digits: number,
  risk: Risk,
  lines: WorksheetLine[]
): Exact {
  const operand = step.operand && step.operand(risk)
  const { value, reached } = takeStep(step, running, operand && operand.value)
  const line = workedLine(step, operand, value, reached, digits)
  const discounts = step.discounts && step.discounts.detail(risk)
  lines.push(discounts ? { ...line, discounts } : line)
  return value
}

function workedLine(
  { program, rounding }: PreparedStep,
  operand: ReadOperand | null,
  value: Exact,
  reached: boolean,
  digits: number
): WorksheetLine {
  return {
    step: program.id,
    op: program.op,
    name: program.name,
    text: program.text,
    status: reached ? 'applied' : 'not reached',
    operand: operand && operand.text,
    filledIn: operand && operand.filledIn,
    value: rounding ? formatExact(value) : formatExact(value, digits),
    rounding: rounding && rounding.text,
    sources: operand ? operand.sources : NO_SOURCES,
    citation: program.citation ?? null,
    at: program.at,
  }
}

function idleLine({ program, rounding }: PreparedStep): WorksheetLine {
  return {
    step: program.id,
    op: program.op,
    name: program.name,
    text: program.text,
    status: 'does not apply',
    operand: null,
    filledIn: null,
    value: null,
    rounding: rounding && rounding.text,
    sources: NO_SOURCES,
    citation: program.citation ?? null,
    at: program.at,
  }
}
