import type { FeeProgram } from '../../program/program.ts'
import { dateNumber } from './arithmetic.ts'
import type { Register } from './ir.ts'
import { sumError } from './lower_aggregate.ts'
import { chooseNumbers } from './lower_choice.ts'
import { lowerExpression, lowerNumber } from './lower_expression.ts'
import {
  amountAt,
  checkBounds,
  combine,
  divided,
  numberConstant,
  roundTo,
  undivided,
} from './lower_numbers.ts'
import { mostOf } from './lower_premium.ts'
import { lowerFired } from './lower_rule.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand } from './operand.ts'
import { onlyKnown, Unsupported } from './unsupported.ts'

const KNOWN = [
  ...['name', 'title', 'each', 'amount', 'text', 'by', 'round', 'rule', 'citation', 'at'],
  ...['kind', 'from', 'until'],
]

/** A fee at the scale, nothing where it is not in force. */
export interface LoweredFee {
  readonly isInForce: Register
  readonly amount: NumberOperand
}

/** A fee: the sum over the entities it is charged for, by the term, then rounded. */
export function lowerFee(fee: FeeProgram, scale: number, lowering: Lowering): LoweredFee {
  onlyKnown('a fee', fee, KNOWN)
  const isInForce = inForce(fee, lowering)
  const amount = chooseNumbers(
    isInForce,
    () => workFee(fee, scale, lowering),
    () => numberConstant('0', lowering),
    lowering
  )
  return { isInForce, amount: amountAt(amount, scale, lowering) }
}

function inForce({ from, until }: FeeProgram, lowering: Lowering): Register {
  const { builder } = lowering
  if (from === null && until === null) return builder.constant(1)
  const day = lowerExpression({ op: 'field', entity: 'policy', field: 'effective_on' }, lowering)
  if (day.is !== 'date') throw new Unsupported(`a fee by a ${day.is}`)
  const { register } = day
  builder.bailIf(lowering.compute({ op: 'missing', operand: register }))
  const left = from === null ? builder.constant(0) : builder.constant(dateNumber(from))
  const hasBegun = lowering.compute({ op: 'less_or_equal', left, right: register })
  if (until === null) return hasBegun
  const end = builder.constant(dateNumber(until))
  const lasts = lowering.compute({ op: 'less', left: register, right: end })
  return lowering.compute({ op: 'and', left: hasBegun, right: lasts })
}

function workFee(fee: FeeProgram, scale: number, lowering: Lowering): NumberOperand {
  const { builder, layout } = lowering
  const kind = layout.kind(fee.each)
  const sum = builder.variable(builder.constant(0))
  let each = numberConstant('0', lowering)
  lowering.forAll(kind, () => {
    const fires = fee.rule === null ? builder.constant(1) : lowerFired(fee.rule, lowering)
    builder.when(fires, () => {
      each = undivided(lowerNumber(fee.amount, lowering), lowering)
      checkBounds(each, lowering)
      const before = builder.read(sum)
      builder.set(sum, lowering.compute({ op: 'add', left: before, right: each.register }))
    })
  })
  const most = mostOf(kind)
  const yearly: NumberOperand = {
    ...each,
    register: builder.read(sum),
    low: Math.min(0, each.low * most),
    high: Math.max(0, each.high * most),
    ...sumError(each, most),
  }
  checkBounds(yearly, lowering)
  const exact = fee.by === null ? yearly : byTerm(yearly, fee.by, lowering)
  const amount = fee.round ? roundTo(exact, fee.round, lowering) : exact
  return amountAt(amount, scale, lowering)
}

/** A bare name is a field of the policy. */
function byTerm(yearly: NumberOperand, by: string, lowering: Lowering): NumberOperand {
  const [entity = 'policy', field] = by.includes('.') ? by.split('.') : ['policy', by]
  const months = lowerExpression({ op: 'field', entity, field: field ?? by }, lowering)
  if (months.is !== 'number') throw new Unsupported(`a fee by a ${months.is}`)
  if (lowering.nullable.has(months.register)) throw new Unsupported('a fee by what may be missing')
  const product = combine('multiply', yearly, months, lowering)
  return divided(product, numberConstant('12', lowering), lowering)
}
