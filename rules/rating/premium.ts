import { formatExact } from '../money/format_decimal.ts'
import { isDecimal, type Exact } from '../money/decimal.ts'
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
  const { amount, lines } = followSteps(steps, START, digits, risk)
  return {
    instance,
    amount,
    shown: {
      coverage: coverage?.name ?? null,
      title: coverage?.shape.title ?? 'Premium',
      terms: coverage ? termsOf(coverage, risk) : [],
      lines,
      premium: formatExact(amount, digits),
    },
  }
}

/** Takes the steps one after the other from an amount on, in the present scope. */
export function followSteps(
  steps: readonly PreparedStep[],
  from: Exact,
  digits: number,
  risk: Risk
): { readonly amount: Exact; readonly lines: readonly WorksheetLine[] } {
  let running = from
  let written = formatExact(running, digits)
  const lines = new Array<WorksheetLine>(steps.length)
  let at = 0
  for (const step of steps) {
    if (step.appliesTo(risk)) {
      const operand = step.operand && step.operand(risk)
      const stepped = takeStep(step.program.op, running, operand && operand.value)
      const isReached = !step.isBound || stepped !== running
      const value = step.rounding ? step.rounding.apply(stepped) : stepped
      written = textOf(value, running, written, step.rounding ? undefined : digits)
      running = value
      lines[at] = workedLine(step, operand, written, isReached, risk)
    } else {
      lines[at] = step.idle
    }
    at += 1
  }
  return { amount: running, lines }
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
  { program, rounding, discounts }: PreparedStep,
  operand: ReadOperand | null,
  value: string,
  isReached: boolean,
  risk: Risk
): WorksheetLine {
  const line: WorksheetLine = {
    step: program.id,
    op: program.op,
    name: program.name,
    text: program.text,
    status: isReached ? 'applied' : 'not reached',
    operand: operand && operand.text,
    filledIn: operand && operand.filledIn,
    value,
    rounding: rounding && rounding.text,
    sources: operand ? operand.sources : NO_SOURCES,
    citation: program.citation ?? null,
    at: program.at,
  }
  const detail = discounts && discounts.detail(risk)
  return detail ? { ...line, discounts: detail } : line
}
