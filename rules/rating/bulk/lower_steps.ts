import type { StepProgram } from '../../program/program.ts'
import type { Coverage } from '../layout.ts'
import type { Register } from './ir.ts'
import { chooseNumbers } from './lower_choice.ts'
import { lowerNumber } from './lower_expression.ts'
import { boundedBy, checkBounds, combine, roundTo } from './lower_numbers.ts'
import { lowerFired } from './lower_rule.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand } from './operand.ts'
import { onlyKnown, Unsupported } from './unsupported.ts'

const KNOWN_STEP = [
  ...['id', 'op', 'name', 'text', 'operand', 'coverages', 'rule', 'unless', 'round'],
  ...['citation', 'at'],
]

/** Told of each step that is taken, where it is: by its place, its operand, and what it left. */
export type Trace = (at: number, operand: NumberOperand | null, value: NumberOperand) => void

/** Takes the steps one after the other from an amount on, in the present scope. */
export function lowerSteps(
  steps: readonly StepProgram[],
  start: NumberOperand,
  coverage: Coverage | null,
  lowering: Lowering,
  trace: Trace | null
): NumberOperand {
  return steps.reduce((running, step, at) => {
    onlyKnown('a step', step, KNOWN_STEP)
    if (step.coverages && !(coverage && step.coverages.includes(coverage.name))) return running
    return chooseNumbers(
      appliesTo(step, lowering),
      () => takeStep(step, running, lowering, trace && ((...told) => trace(at, ...told))),
      () => running,
      lowering
    )
  }, start)
}

function appliesTo({ rule, unless }: StepProgram, lowering: Lowering): Register {
  const { builder } = lowering
  const when = rule === null ? builder.constant(1) : lowerFired(rule, lowering)
  if (unless === null) return when
  const not = lowering.compute({ op: 'not', operand: lowerFired(unless, lowering) })
  return lowering.compute({ op: 'and', left: when, right: not })
}

function takeStep(
  step: StepProgram,
  running: NumberOperand,
  lowering: Lowering,
  tell: ((operand: NumberOperand | null, value: NumberOperand) => void) | null
): NumberOperand {
  const operand = step.operand && lowerNumber(step.operand, lowering)
  const stepped = operand ? operate(step.op, running, operand, lowering) : running
  if (!operand && step.op !== 'round') throw new Unsupported(`the step "${step.op}"`)
  checkBounds(stepped, lowering)
  const value = step.round ? roundTo(stepped, step.round, lowering) : stepped
  if (tell) tell(operand, value)
  return value
}

function operate(
  op: StepProgram['op'],
  running: NumberOperand,
  operand: NumberOperand,
  lowering: Lowering
): NumberOperand {
  switch (op) {
    case 'base':
    case 'becomes':
      return operand
    case 'times':
      return combine('multiply', running, operand, lowering)
    case 'plus':
      return combine('add', running, operand, lowering)
    case 'minus':
      return combine('subtract', running, operand, lowering)
    case 'at least':
      return boundedBy('at_least', running, operand, lowering)
    case 'at most':
      return boundedBy('at_most', running, operand, lowering)
    default:
      throw new Unsupported(`the step "${op}"`)
  }
}
