import type { FeeProgram } from '../../program/program.ts'
import { lowerExpression, lowerNumber } from './lower_expression.ts'
import {
  atScale,
  checkBounds,
  combine,
  divided,
  numberConstant,
  roundTo,
  withoutDivisor,
} from './lower_numbers.ts'
import { lowerFired } from './lower_rule.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand } from './operand.ts'
import { onlyKnown, Unsupported } from './unsupported.ts'

const KNOWN = [
  ...['name', 'title', 'each', 'amount', 'text', 'by', 'round', 'rule', 'citation', 'at'],
  ...['kind', 'from', 'until'],
]

/** A fee: the sum over the entities it is charged for, by the term, then rounded. */
export function lowerFee(fee: FeeProgram, scale: number, lowering: Lowering): NumberOperand {
  onlyKnown('a fee', fee, KNOWN)
  if (fee.from !== null || fee.until !== null) throw new Unsupported(`a ${fee.kind} by date`)
  const { builder, layout } = lowering
  const kind = layout.kind(fee.each)
  if (kind.holder !== null && kind.holder.holder !== null) {
    throw new Unsupported(`a fee for each ${kind.name}`)
  }
  const sum = builder.variable(builder.constant(0))
  let each = numberConstant('0', lowering)
  lowering.forAll(kind, () => {
    const fires = fee.rule === null ? builder.constant(1) : lowerFired(fee.rule, lowering)
    builder.when(fires, () => {
      each = lowerNumber(fee.amount, lowering)
      checkBounds(each, lowering)
      const before = builder.read(sum)
      builder.set(sum, lowering.compute({ op: 'add', left: before, right: each.register }))
    })
  })
  const yearly: NumberOperand = {
    ...each,
    register: builder.read(sum),
    low: Math.min(0, each.low * kind.shape.high),
    high: Math.max(0, each.high * kind.shape.high),
  }
  checkBounds(yearly, lowering)
  const exact = fee.by === null ? yearly : byTerm(yearly, fee.by, lowering)
  const amount = fee.round ? roundTo(exact, fee.round, lowering) : exact
  return atScale(withoutDivisor(amount, lowering), scale, lowering)
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
