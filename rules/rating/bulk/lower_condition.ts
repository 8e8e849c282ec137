import type { Condition, ConditionValue } from '../../program/program.ts'
import { known, type Kind } from '../layout.ts'
import { dateNumber } from './arithmetic.ts'
import type { Register } from './ir.ts'
import { lowerExpression } from './lower_expression.ts'
import { aligned, numberConstant } from './lower_numbers.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand, Operand } from './operand.ts'
import { Unsupported } from './unsupported.ts'

type Leaf = Extract<Condition, { readonly operator: string }>
type Nested = Exclude<Condition, Leaf>

/** Whether a condition holds in the present scope, as a test. */
export function lowerCondition(condition: Condition, lowering: Lowering): Register {
  const { builder } = lowering
  if ('all' in condition) return joined('and', condition.all, lowering)
  if ('any' in condition) {
    if (condition.any.length === 0) return builder.constant(1)
    return joined('or', condition.any, lowering)
  }
  if ('not' in condition) {
    return lowering.compute({ op: 'not', operand: lowerCondition(condition.not, lowering) })
  }
  return lowerLeaf(condition, lowering)
}

function joined(op: 'and' | 'or', parts: readonly Condition[], lowering: Lowering): Register {
  return parts
    .map((part) => lowerCondition(part, lowering))
    .reduce(
      (left, right) => lowering.compute({ op, left, right }),
      lowering.builder.constant(op === 'and' ? 1 : 0)
    )
}

function lowerLeaf(leaf: Leaf, lowering: Lowering): Register {
  const { operator } = leaf
  if (operator === 'some' || operator === 'every' || operator === 'none') {
    return lowerQuantifier(leaf, operator, lowering)
  }
  const fact = lowerFact(leaf.fact, lowering)
  if (operator === 'given') {
    const missing = lowering.compute({ op: 'missing', operand: fact.register })
    const isMissing = lowering.nullable.has(fact.register) ? missing : lowering.builder.constant(0)
    return leaf.value === true ? lowering.compute({ op: 'not', operand: isMissing }) : isMissing
  }
  if (operator === 'in' || operator === 'notIn') {
    const found = lowerMember(fact, leaf.value, lowering)
    return operator === 'in' ? found : lowering.compute({ op: 'not', operand: found })
  }
  const isFact = typeof leaf.value === 'object' && 'fact' in leaf.value
  const value = isFact
    ? lowerFact(leaf.value.fact, lowering)
    : asOperand(leaf.value, fact, lowering)
  return compared(operator, fact, value, lowering)
}

/** A fact as conditions see it: an entity is its number in its list. */
function lowerFact(name: string, lowering: Lowering): Operand {
  const fact = known(
    lowering.program.facts.find((one) => one.name === name),
    name
  )
  const operand = lowering.once(`fact ${name}`, fact.of, () =>
    lowerExpression(fact.expression, lowering)
  )
  return operand.is === 'entity' ? numberOf(operand, lowering) : operand
}

/** The 1-based number of an entity, which only those in a list of the policy have. */
export function numberOf(
  { register, kind: name }: Extract<Operand, { readonly is: 'entity' }>,
  lowering: Lowering
): NumberOperand {
  const kind = lowering.layout.kind(name)
  if (kind.holder === null || kind.holder.holder !== null) {
    throw new Unsupported(`the number of a ${name}`)
  }
  const holder = lowering.builder.risk
  const from = lowering.compute({ op: 'start', kind: kind.index, holder })
  const place = lowering.compute({ op: 'subtract', left: register, right: from })
  const one = lowering.builder.constant(1)
  const number = lowering.compute({ op: 'add', left: place, right: one })
  return { is: 'number', register: number, scale: 0, divisor: 1, low: 1, high: kind.shape.high }
}

function asOperand(value: ConditionValue, fact: Operand, lowering: Lowering): Operand {
  const { builder, codes } = lowering
  if (fact.is === 'number' && (typeof value === 'number' || typeof value === 'string')) {
    return numberConstant(String(value), lowering)
  }
  if (fact.is === 'date' && typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    return { is: 'date', register: builder.constant(dateNumber(value)) }
  }
  if (fact.is === 'text' && typeof value === 'string') {
    return { is: 'text', register: builder.constant(codes.of(value)), open: false }
  }
  if (fact.is === 'yes_no' && typeof value === 'boolean') {
    return { is: 'yes_no', register: builder.constant(Number(value)) }
  }
  throw new Unsupported(`a ${fact.is} compared with ${typeof value}`)
}

function lowerMember(fact: Operand, value: ConditionValue, lowering: Lowering): Register {
  if (!Array.isArray(value)) throw new Unsupported('a list that is a fact')
  const list: readonly (string | number)[] = value
  return list
    .map((element) => compared('equal', fact, asOperand(element, fact, lowering), lowering))
    .reduce(
      (left, right) => lowering.compute({ op: 'or', left, right }),
      lowering.builder.constant(0)
    )
}

function compared(operator: string, fact: Operand, value: Operand, lowering: Lowering): Register {
  if (fact.is !== value.is) throw new Unsupported(`a ${fact.is} compared with a ${value.is}`)
  if (fact.is === 'text' && value.is === 'text' && fact.open && value.open) {
    bothNamed(fact.register, value.register, lowering)
  }
  let [left, right] = [lowering.asNumber(fact.register), lowering.asNumber(value.register)]
  if (fact.is === 'number' && value.is === 'number') {
    const [a, b] = aligned(fact, value, lowering)
    left = a.register
    right = b.register
    if (a.error !== undefined) apart(left, right, a.error + (b.error ?? 0), lowering)
  }
  const isDecimal = operator.startsWith('decimal')
  const name = isDecimal ? operator.charAt(7).toLowerCase() + operator.slice(8) : operator
  if (isDecimal && fact.is !== 'number') throw new Unsupported(`${operator} of a ${fact.is}`)
  // With nothing on the right, the library's own operators compare with null as JavaScript does.
  if (!isDecimal && lowering.nullable.has(right)) {
    lowering.builder.bailIf(lowering.compute({ op: 'missing', operand: right }))
  }
  const isOrdered = name !== 'equal' && name !== 'notEqual'
  if (isOrdered && fact.is !== 'number' && fact.is !== 'date') {
    throw new Unsupported(`${operator} of a ${fact.is}`)
  }
  switch (name) {
    case 'equal':
      return lowering.compute({ op: 'equal', left, right })
    case 'notEqual': {
      const differs = lowering.compute({ op: 'not_equal', left, right })
      return isDecimal ? bothGiven(differs, [left, right], lowering) : differs
    }
    case 'lessThan':
      return lowering.compute({ op: 'less', left, right })
    case 'lessThanInclusive':
      return lowering.compute({ op: 'less_or_equal', left, right })
    case 'greaterThan':
      return lowering.compute({ op: 'less', left: right, right: left })
    case 'greaterThanInclusive':
      return lowering.compute({ op: 'less_or_equal', left: right, right: left })
    default:
      throw new Unsupported(`the operator "${operator}"`)
  }
}

/** Two numbers that are as near as their errors can't be compared. */
function apart(left: Register, right: Register, error: number, lowering: Lowering): void {
  const { builder } = lowering
  const difference = lowering.compute({ op: 'subtract', left, right })
  const tests = [
    lowering.compute({
      op: 'less_or_equal',
      left: difference,
      right: builder.constant(error * 1.01),
    }),
    lowering.compute({
      op: 'less_or_equal',
      left: builder.constant(error * -1.01),
      right: difference,
    }),
  ]
  const [a = 0, b = 0] = tests
  builder.bailIf(lowering.compute({ op: 'and', left: a, right: b }))
}

/** Two texts that the program does not name have the same code, though they may differ. */
function bothNamed(left: Register, right: Register, lowering: Lowering): void {
  const zero = lowering.builder.constant(0)
  const unnamed = [left, right].map((side) =>
    lowering.compute({ op: 'equal', left: side, right: zero })
  )
  const [a = 0, b = 0] = unnamed
  lowering.builder.bailIf(lowering.compute({ op: 'and', left: a, right: b }))
}

function bothGiven(test: Register, sides: readonly Register[], lowering: Lowering): Register {
  return sides
    .filter((side) => lowering.nullable.has(side))
    .reduce((left, side) => {
      const missing = lowering.compute({ op: 'missing', operand: side })
      const right = lowering.compute({ op: 'not', operand: missing })
      return lowering.compute({ op: 'and', left, right })
    }, test)
}

function lowerQuantifier(
  leaf: Leaf,
  quantifier: 'some' | 'every' | 'none',
  lowering: Lowering
): Register {
  const { value } = leaf
  const isNested = typeof value === 'object' && ('all' in value || 'any' in value || 'not' in value)
  if (!isNested) throw new Unsupported(`${quantifier} without a condition`)
  const nested: Nested = value
  const list = lowering.program.facts.find(({ name }) => name === leaf.fact)?.expression
  if (list?.op !== 'list') throw new Unsupported(`${quantifier} over what is no list`)
  const found = anyOf(lowering.layout.kind(list.over), nested, quantifier === 'every', lowering)
  return quantifier === 'some' ? found : lowering.compute({ op: 'not', operand: found })
}

/** Whether the condition holds, or fails where `negated`, for any entity of the list in scope. */
function anyOf(kind: Kind, condition: Nested, negated: boolean, lowering: Lowering): Register {
  const { builder } = lowering
  const { from, to } = lowering.range(kind)
  const variable = builder.variable(builder.constant(0))
  builder.loop(from, to, (register) => {
    lowering.within(kind, register, () => {
      const holds = lowerCondition(condition, lowering)
      const test = negated ? lowering.compute({ op: 'not', operand: holds }) : holds
      builder.when(test, () => {
        builder.set(variable, builder.constant(1))
        builder.breakLoop()
      })
    })
  })
  return lowering.asTest(builder.read(variable))
}
