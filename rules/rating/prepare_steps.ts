import { add, compare, multiply, subtract } from '../money/arithmetic.ts'
import { integer, type Decimal, type Exact } from '../money/decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import { multiplyAndRound, round, ROUNDINGS } from '../money/round.ts'
import type { Rounding } from '../money/rounding.ts'
import type { Expression, RoundingMode, StepProgram } from '../program/program.ts'
import type { PreparedDiscounts } from './compile_discounts.ts'
import { compileOperand, type Operand } from './compile_operand.ts'
import type { Compiler, RulePlace } from './compiler.ts'
import { fired } from './fired.ts'
import type { Risk } from './risk.ts'
import type { WorksheetLine } from './worksheet.ts'

/** How a value is rounded: `to 0.001 half up`. */
export interface PreparedRounding {
  readonly text: string
  readonly to: Decimal
  readonly rounding: Rounding
  readonly apply: (value: Exact) => Decimal
}

/** A step compiled once, with what its worksheet lines have in common. */
export interface PreparedStep {
  readonly program: StepProgram
  /** Null where it always does. */
  readonly appliesTo: ((risk: Risk) => boolean) | null
  readonly operand: Operand | null
  readonly discounts: PreparedDiscounts | null
  readonly rounding: PreparedRounding | null
  /** Takes the step from the running value, with its rounding. */
  readonly take: (running: Exact, operand: Exact | null) => Exact
  /** The line of a risk to which the step does not apply. */
  readonly idle: WorksheetLine
}

/** Compiles the steps of one premium. */
export function prepareStep(program: StepProgram, compiler: Compiler): PreparedStep {
  const { operand, coverages, rule, unless, round: rounding } = program
  const only = coverages && byIndex(coverages, compiler)
  const when = rule === null ? null : compiler.rule(rule)
  const not = unless === null ? null : compiler.rule(unless)
  const preparedRounding = rounding && prepareRounding(rounding)
  const isAlways = only === null && when === null && not === null
  return {
    program,
    appliesTo: isAlways
      ? null
      : (risk) => isFor(only, risk) && holds(when, risk, true) && holds(not, risk, false),
    operand: operand && compileOperand(operand, program.name, compiler),
    discounts: operand && findDiscounts(operand, compiler),
    rounding: preparedRounding,
    take: compileTake(program.op, preparedRounding),
    idle: idleLine(program, preparedRounding),
  }
}

function idleLine(program: StepProgram, rounding: PreparedRounding | null): WorksheetLine {
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
    sources: [],
    citation: program.citation ?? null,
    at: program.at,
  }
}

/** Compiles a rounding. */
export function prepareRounding({
  to,
  mode,
}: {
  readonly to: string
  readonly mode: RoundingMode
}): PreparedRounding {
  const multiple = toDecimal(to)
  const rounding = ROUNDINGS[mode]
  return {
    text: `to ${to} ${mode}`,
    to: multiple,
    rounding,
    apply: (value) => round(value, multiple, rounding),
  }
}

/** Takes one step from the running value, before its rounding: a bound that is not reached gives the very same. */
export function takeStep(op: StepProgram['op'], running: Exact, operand: Exact | null): Exact {
  return operand === null ? running : operate(op, running, operand)
}

/** A product is rounded without being made first. */
function compileTake(
  op: StepProgram['op'],
  rounding: PreparedRounding | null
): (running: Exact, operand: Exact | null) => Exact {
  if (rounding === null) return (running, operand) => takeStep(op, running, operand)
  const { to, rounding: mode, apply } = rounding
  if (op !== 'times') return (running, operand) => apply(takeStep(op, running, operand))
  return (running, operand) =>
    operand === null ? apply(running) : multiplyAndRound(running, operand, to, mode)
}

function operate(op: StepProgram['op'], running: Exact, operand: Exact): Exact {
  switch (op) {
    case 'base':
    case 'becomes':
      return operand
    case 'times':
      return multiply(running, operand)
    case 'plus':
      return add(running, operand)
    case 'minus':
      return subtract(running, operand)
    case 'at least':
      return compare(running, operand) < 0 ? operand : running
    case 'at most':
      return compare(running, operand) > 0 ? operand : running
    case 'round':
      return running
  }
}

/** What a premium has before its base. */
export const START: Exact = integer(0)

function isFor(only: readonly boolean[] | null, { coverage }: Risk): boolean {
  return only === null || (coverage !== null && only[coverage.index] === true)
}

/** Of each coverage, whether it is among those named. */
function byIndex(names: readonly string[], { layout }: Compiler): readonly boolean[] {
  const named = new Set(names)
  return layout.coverages.map(({ name }) => named.has(name))
}

function holds(place: RulePlace | null, risk: Risk, wanted: boolean): boolean {
  return place === null || fired(place, risk) === wanted
}

/** The discounts that an operand takes off, at whatever depth of its arithmetic. */
function findDiscounts(expression: Expression, compiler: Compiler): PreparedDiscounts | null {
  switch (expression.op) {
    case 'value':
      return compiler.discounts(expression.name) ?? null
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return findDiscounts(expression.left, compiler) ?? findDiscounts(expression.right, compiler)
    case 'negate':
    case 'round':
    case 'at_least':
    case 'at_most':
      return findDiscounts(expression.operand, compiler)
    default:
      return null
  }
}
