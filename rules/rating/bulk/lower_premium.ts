import type { PremiumProgram, StepProgram } from '../../program/program.ts'
import type { Coverage } from '../layout.ts'
import type { Register } from './ir.ts'
import { lowerNumber, lowerTaken } from './lower_expression.ts'
import {
  atScale,
  boundedBy,
  checkBounds,
  combine,
  numberConstant,
  roundTo,
  withoutDivisor,
} from './lower_numbers.ts'
import { lowerFired } from './lower_rule.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand } from './operand.ts'
import { onlyKnown, Unsupported } from './unsupported.ts'

const KNOWN_PREMIUM = ['entity', 'coverages', 'steps', 'at', 'citation']
const KNOWN_STEP = [
  ...['id', 'op', 'name', 'text', 'operand', 'coverages', 'rule', 'unless', 'round'],
  ...['citation', 'at'],
]

/** Where the amounts of a premium are stored: `width` of them for each entity, NaN where a coverage is not taken. */
export interface PremiumPlace {
  readonly array: number
  readonly kind: number
  readonly width: number
  readonly coverages: readonly (string | null)[]
}

/** Works a premium out for each entity and coverage, stores each amount at the scale, and adds it to the sum. */
export function lowerPremium(
  premium: PremiumProgram,
  sum: Register,
  scale: number,
  lowering: Lowering
): PremiumPlace {
  onlyKnown('a premium', premium, KNOWN_PREMIUM)
  const { builder, layout } = lowering
  const kind = layout.kind(premium.entity)
  if (kind.holder !== null && kind.holder.holder !== null) {
    throw new Unsupported(`a premium of each ${kind.name}`)
  }
  const coverages = premium.coverages?.map((name) => layout.coverage(name)) ?? [null]
  const width = coverages.length
  const array = builder.addArray(kind.shape.high * width)
  const base =
    kind.holder === null
      ? builder.risk
      : lowering.compute({ op: 'start', kind: kind.index, holder: builder.risk })
  lowering.forAll(kind, () => {
    const times = builder.constant(width)
    const place = lowering.compute({ op: 'subtract', left: lowering.at(kind), right: base })
    const row = lowering.compute({ op: 'multiply', left: place, right: times })
    coverages.forEach((coverage, column) => {
      const amount = builder.variable(builder.constant(Number.NaN))
      const write = () => {
        const worked = lowerSteps(premium.steps, coverage, lowering)
        const exact = atScale(withoutDivisor(worked, lowering), scale, lowering)
        checkBounds(exact, lowering)
        builder.set(amount, exact.register)
        const before = builder.read(sum)
        builder.set(sum, lowering.compute({ op: 'add', left: before, right: exact.register }))
      }
      if (coverage === null) write()
      else
        builder.when(lowerTaken(coverage, lowering), () => lowering.withCoverage(coverage, write))
      const at = lowering.compute({ op: 'add', left: row, right: builder.constant(column) })
      builder.store(array, at, builder.constant(0), builder.read(amount))
    })
  })
  return {
    array,
    kind: kind.index,
    width,
    coverages: coverages.map((coverage) => coverage?.name ?? null),
  }
}

function lowerSteps(
  steps: readonly StepProgram[],
  coverage: Coverage | null,
  lowering: Lowering
): NumberOperand {
  let running = numberConstant('0', lowering)
  for (const step of steps) {
    onlyKnown('a step', step, KNOWN_STEP)
    if (step.coverages && !(coverage && step.coverages.includes(coverage.name))) continue
    const applies = appliesTo(step, lowering)
    const known = lowering.builder.constantOf(applies)
    if (known === 0) continue
    running =
      known === 1 ? takeStep(step, running, lowering) : takeWhere(applies, step, running, lowering)
  }
  return running
}

function appliesTo({ rule, unless }: StepProgram, lowering: Lowering): Register {
  const { builder } = lowering
  const when = rule === null ? builder.constant(1) : lowerFired(rule, lowering)
  if (unless === null) return when
  const not = lowering.compute({ op: 'not', operand: lowerFired(unless, lowering) })
  return lowering.compute({ op: 'and', left: when, right: not })
}

/** A step whose rule is known only at run time: both outcomes take the digits of the finer. */
function takeWhere(
  applies: Register,
  step: StepProgram,
  running: NumberOperand,
  lowering: Lowering
): NumberOperand {
  const { builder } = lowering
  const { scale, divisor } = builder.discarded(() => takeStep(step, running, lowering))
  if (divisor !== running.divisor) throw new Unsupported('a step that divides by its rule')
  const finest = Math.max(scale, running.scale)
  const start = atScale(running, finest, lowering)
  const variable = builder.variable(start.register)
  let taken = start
  builder.when(applies, () => {
    taken = atScale(takeStep(step, running, lowering), finest, lowering)
    builder.set(variable, taken.register)
  })
  return {
    ...start,
    register: builder.read(variable),
    low: Math.min(start.low, taken.low),
    high: Math.max(start.high, taken.high),
  }
}

function takeStep(step: StepProgram, running: NumberOperand, lowering: Lowering): NumberOperand {
  const operand = step.operand && lowerNumber(step.operand, lowering)
  const stepped = operand ? operate(step.op, running, operand, lowering) : running
  if (!operand && step.op !== 'round') throw new Unsupported(`the step "${step.op}"`)
  checkBounds(stepped, lowering)
  return step.round ? roundTo(stepped, step.round, lowering) : stepped
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
