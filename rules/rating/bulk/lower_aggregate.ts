import type { Expression } from '../../program/program.ts'
import { LIMIT } from './arithmetic.ts'
import { lowerCondition } from './lower_condition.ts'
import { lowerNumber } from './lower_expression.ts'
import { checkBounds } from './lower_numbers.ts'
import type { Lowering } from './lowering.ts'
import { wholeOperand, type NumberOperand } from './operand.ts'
import { onlyKnown, Unsupported } from './unsupported.ts'

const KNOWN_AGGREGATE = ['op', 'kind', 'over', 'where', 'each']

type Aggregate = Extract<Expression, { readonly op: 'aggregate' }>

/** Runs over the list of the entity in scope; over a value that was not given, the risk goes to the exact path. */
export function lowerAggregate(expression: Aggregate, lowering: Lowering): NumberOperand {
  onlyKnown('an aggregate', expression, KNOWN_AGGREGATE)
  const { builder } = lowering
  const kind = lowering.layout.kind(expression.over)
  const { from, to } = lowering.range(kind)
  const most = kind.shape.high
  if (expression.kind === 'average') throw new Unsupported('an average')
  if (expression.kind === 'count' && expression.where === null) {
    return wholeOperand(lowering.compute({ op: 'subtract', left: to, right: from }), 0, most)
  }
  const isCount = expression.kind === 'count'
  const isSum = expression.kind === 'sum'
  const start = isCount || isSum ? 0 : Number.NaN
  const variable = builder.variable(builder.constant(start))
  let operand: NumberOperand = wholeOperand(builder.constant(1), 0, 1)
  builder.loop(from, to, (register) => {
    lowering.within(kind, register, () => {
      const { where, each } = expression
      const test = where ? lowerCondition(where, lowering) : builder.constant(1)
      builder.when(test, () => {
        if (each && !isCount) operand = given(lowerNumber(each, lowering), lowering)
        const before = builder.read(variable)
        builder.set(variable, step(expression.kind, before, operand.register, lowering))
      })
    })
  })
  const register = builder.read(variable)
  if (!isCount && !isSum) {
    lowering.nullable.add(register)
    return { ...operand, register }
  }
  const sum = {
    ...operand,
    register,
    low: Math.min(0, operand.low * most),
    high: Math.max(0, operand.high * most),
  }
  if (sum.high > LIMIT || sum.low < -LIMIT) checkBounds(sum, lowering)
  return { ...sum, low: Math.max(sum.low, -LIMIT), high: Math.min(sum.high, LIMIT) }
}

function given(operand: NumberOperand, lowering: Lowering): NumberOperand {
  const { builder, nullable } = lowering
  if (nullable.has(operand.register)) {
    builder.bailIf(lowering.compute({ op: 'missing', operand: operand.register }))
  }
  return operand
}

function step(kind: Aggregate['kind'], before: number, value: number, lowering: Lowering): number {
  if (kind === 'sum' || kind === 'count') {
    return lowering.compute({ op: 'add', left: before, right: value })
  }
  // The bound stands in for a number that is missing: before the first, there is none.
  const op = kind === 'highest' ? 'at_least' : 'at_most'
  return lowering.compute({ op, left: before, right: value })
}
