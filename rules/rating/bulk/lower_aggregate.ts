import type { Expression } from '../../program/program.ts'
import { LIMIT } from './arithmetic.ts'
import { chooseNumbers } from './lower_choice.ts'
import { lowerCondition } from './lower_condition.ts'
import { lowerNumber } from './lower_expression.ts'
import { checkBounds, divided, undivided } from './lower_numbers.ts'
import type { Lowering } from './lowering.ts'
import { wholeOperand, type NumberOperand } from './operand.ts'
import { onlyKnown, Unsupported } from './unsupported.ts'

const KNOWN_AGGREGATE = ['op', 'kind', 'over', 'where', 'each', 'nth', 'fewer']

type Aggregate = Extract<Expression, { readonly op: 'aggregate' }>

/** Runs over the list of the entity in scope; over a value that was not given, the risk goes to the exact path. */
export function lowerAggregate(expression: Aggregate, lowering: Lowering): NumberOperand {
  onlyKnown('an aggregate', expression, KNOWN_AGGREGATE)
  const { nth, kind } = expression
  if (nth !== undefined) return lowerNth(expression, nth, lowering)
  switch (kind) {
    case 'count':
      return lowerCount(expression, lowering)
    case 'sum':
      return lowerSum(expression, lowering)
    case 'highest':
    case 'lowest':
      return lowerNth(expression, 1, lowering)
    case 'average': {
      const count = lowerCount(expression, lowering)
      const sum = lowerSum(expression, lowering)
      return divided(sum, count, lowering)
    }
  }
}

/** Goes over those that the aggregate is of. */
function forEach({ over, where }: Aggregate, lowering: Lowering, visit: () => void): void {
  const { builder } = lowering
  const kind = lowering.layout.kind(over)
  const { from, to } = lowering.range(kind)
  builder.loop(from, to, (register) => {
    lowering.within(kind, register, () => {
      const test = where ? lowerCondition(where, lowering) : builder.constant(1)
      builder.when(test, visit)
    })
  })
}

function lowerCount(expression: Aggregate, lowering: Lowering): NumberOperand {
  const { builder } = lowering
  const kind = lowering.layout.kind(expression.over)
  const most = kind.shape.high
  if (expression.where === null) {
    const { from, to } = lowering.range(kind)
    return wholeOperand(lowering.compute({ op: 'subtract', left: to, right: from }), 0, most)
  }
  const count = builder.variable(builder.constant(0))
  forEach(expression, lowering, () => {
    const right = builder.constant(1)
    builder.set(count, lowering.compute({ op: 'add', left: builder.read(count), right }))
  })
  return wholeOperand(builder.read(count), 0, most)
}

function lowerSum(expression: Aggregate, lowering: Lowering): NumberOperand {
  const { builder } = lowering
  const { each } = expression
  const most = lowering.layout.kind(expression.over).shape.high
  const variable = builder.variable(builder.constant(0))
  let operand: NumberOperand = wholeOperand(builder.constant(0), 0, 0)
  forEach(expression, lowering, () => {
    if (each) operand = given(lowerNumber(each, lowering), lowering)
    const left = builder.read(variable)
    builder.set(variable, lowering.compute({ op: 'add', left, right: operand.register }))
  })
  const sum = {
    ...operand,
    register: builder.read(variable),
    low: Math.min(0, operand.low * most),
    high: Math.max(0, operand.high * most),
    ...sumError(operand, most),
  }
  if (sum.high > LIMIT || sum.low < -LIMIT) checkBounds(sum, lowering)
  return { ...sum, low: Math.max(sum.low, -LIMIT), high: Math.min(sum.high, LIMIT) }
}

/** A sum of so many is off by as much as all of them together. */
export function sumError(
  { error, low, high }: NumberOperand,
  most: number
): { readonly error?: number } {
  if (error === undefined) return {}
  const size = Math.max(Math.abs(low), Math.abs(high)) * most
  return { error: (error + size * 2 ** -52) * most }
}

/** Keeps the first `nth` from the end that is asked for, in order; what is beyond them falls out. */
function lowerNth(expression: Aggregate, nth: number, lowering: Lowering): NumberOperand {
  const { builder } = lowering
  const { each, fewer } = expression
  if (!each) throw new Unsupported('a place in a list without a value')
  if (nth > MAX_PLACES) throw new Unsupported(`the ${nth}th of a list`)
  const [better, worse] =
    expression.kind === 'highest'
      ? (['at_least', 'at_most'] as const)
      : (['at_most', 'at_least'] as const)
  const missing = builder.constant(Number.NaN)
  const places = Array.from({ length: nth }, () => builder.variable(missing))
  let operand: NumberOperand = wholeOperand(missing, 0, 0)
  forEach(expression, lowering, () => {
    operand = given(lowerNumber(each, lowering), lowering)
    let next = operand.register
    for (const [at, place] of places.entries()) {
      const before = builder.read(place)
      // Of a place that is still free, and a number, this gives the number.
      const kept = lowering.compute({ op: better, left: before, right: next })
      const nothing = lowering.compute({ op: 'missing', operand: next })
      const select = { op: 'select', test: nothing, then: before, otherwise: kept } as const
      builder.set(place, at === 0 ? kept : lowering.compute(select))
      if (at === places.length - 1) break
      const isFree = lowering.compute({ op: 'missing', operand: before })
      const pushed = lowering.compute({ op: worse, left: before, right: next })
      next = lowering.compute({ op: 'select', test: isFree, then: missing, otherwise: pushed })
    }
  })
  const last = places.at(-1) ?? missing
  const register = builder.read(last)
  lowering.nullable.add(register)
  const found = { ...operand, register }
  if (!fewer) return found
  return chooseNumbers(
    lowering.compute({ op: 'missing', operand: register }),
    () => lowerNumber(fewer, lowering),
    () => found,
    lowering
  )
}

/** So many places are kept in registers at most. */
const MAX_PLACES = 16

function given(operand: NumberOperand, lowering: Lowering): NumberOperand {
  const { builder, nullable } = lowering
  if (nullable.has(operand.register)) {
    builder.bailIf(lowering.compute({ op: 'missing', operand: operand.register }))
  }
  return undivided(operand, lowering)
}
