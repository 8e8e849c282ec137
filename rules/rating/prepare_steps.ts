import { add, compare, multiply, subtract } from '../money/arithmetic.ts'
import { integer, type Decimal, type Exact } from '../money/decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import { round, ROUNDINGS } from '../money/round.ts'
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
  readonly apply: (value: Exact) => Decimal
}

/** A step compiled once, with what its worksheet lines have in common. */
export interface PreparedStep {
  readonly program: StepProgram
  readonly appliesTo: (risk: Risk) => boolean
  readonly operand: Operand | null
  readonly discounts: PreparedDiscounts | null
  readonly rounding: PreparedRounding | null
  /** `at least` or `at most`. */
  readonly isBound: boolean
  /** The line of a risk to which the step does not apply. */
  readonly idle: WorksheetLine
}

/** Compiles the steps of one premium. */
export function prepareStep(program: StepProgram, compiler: Compiler): PreparedStep {
  const { operand, coverages, rule, unless, round: rounding } = program
  const only = coverages && new Set(coverages)
  const when = rule === null ? null : compiler.rule(rule)
  const not = unless === null ? null : compiler.rule(unless)
  const preparedRounding = rounding && prepareRounding(rounding)
  return {
    program,
    appliesTo: (risk) => isFor(only, risk) && holds(when, risk, true) && holds(not, risk, false),
    operand: operand && compileOperand(operand, program.name, compiler),
    discounts: operand && findDiscounts(operand, compiler),
    rounding: preparedRounding,
    isBound: program.op === 'at least' || program.op === 'at most',
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
  return { text: `to ${to} ${mode}`, apply: (value) => round(value, multiple, rounding) }
}

/** Takes one step from the running value, before its rounding: a bound that is not reached gives the very same. */
export function takeStep(op: StepProgram['op'], running: Exact, operand: Exact | null): Exact {
  return operand === null ? running : operate(op, running, operand)
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

function isFor(only: ReadonlySet<string> | null, { coverage }: Risk): boolean {
  return only === null || (coverage !== null && only.has(coverage.name))
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
