import type { DiscountsProgram } from '../../program/program.ts'
import { chooseNumbers } from './lower_choice.ts'
import { lowerNumber } from './lower_expression.ts'
import { boundedBy, combine, numberConstant } from './lower_numbers.ts'
import { lowerFired } from './lower_rule.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand } from './operand.ts'
import { onlyKnown } from './unsupported.ts'

/** What the discounts of a name take off in the present scope; nothing where no block is for its coverage. */
export function lowerDiscounts(name: string, lowering: Lowering): NumberOperand {
  const block = lowering.program.discounts.find(
    (one) =>
      one.name === name &&
      (one.coverages === null ||
        (lowering.coverage !== null && one.coverages.includes(lowering.coverage.name)))
  )
  if (!block) return numberConstant('0', lowering)
  onlyKnown('a discounts block', block, KNOWN)
  const taken = block.combine === 'sum' ? sumOf(block, lowering) : productOf(block, lowering)
  if (block.atMost === null) return taken
  return boundedBy('at_most', taken, lowerNumber(block.atMost, lowering), lowering)
}

const KNOWN = ['name', 'of', 'coverages', 'combine', 'atMost', 'items', 'citation', 'at', 'title']

function sumOf(block: DiscountsProgram, lowering: Lowering): NumberOperand {
  return grantedOf(block, lowering).reduce(
    (sum, percent) => combine('add', sum, percent, lowering),
    numberConstant('0', lowering)
  )
}

/** By product, each discount is taken off what the ones before it left. */
function productOf(block: DiscountsProgram, lowering: Lowering): NumberOperand {
  const one = numberConstant('1', lowering)
  const left = grantedOf(block, lowering).reduce(
    (rest, percent) =>
      combine('multiply', rest, combine('subtract', one, percent, lowering), lowering),
    one
  )
  return combine('subtract', one, left, lowering)
}

/** Each percentage, 0 where it is not granted. */
function grantedOf({ items }: DiscountsProgram, lowering: Lowering): readonly NumberOperand[] {
  return items.map(({ percent, rule }) => {
    if (rule === null) return lowerNumber(percent, lowering)
    return chooseNumbers(
      lowerFired(rule, lowering),
      () => lowerNumber(percent, lowering),
      () => numberConstant('0', lowering),
      lowering
    )
  })
}
