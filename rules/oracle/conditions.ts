import type { Condition, ConditionValue } from '../program/program.ts'
import { difference, fraction } from './fractions.ts'
import { asFact, evaluate, listOf, type Fired } from './evaluate.ts'
import { inside, type Scope, type World } from './world.ts'

type Compare = (fact: unknown, value: unknown) => boolean

/** The documented operators that json-rules-engine does not have, written a second time. */
export const OWN_OPERATORS: Readonly<Record<string, Compare>> = {
  decimalEqual: (fact, value) => order(fact, value) === 0,
  decimalNotEqual: (fact, value) => [-1, 1].includes(order(fact, value) ?? 0),
  decimalLessThan: (fact, value) => order(fact, value) === -1,
  decimalLessThanInclusive: (fact, value) => [-1, 0].includes(order(fact, value) ?? 1),
  decimalGreaterThan: (fact, value) => order(fact, value) === 1,
  decimalGreaterThanInclusive: (fact, value) => [0, 1].includes(order(fact, value) ?? -1),
  given: (fact, value) => value === (fact !== null),
}

/** json-rules-engine's own operators, for conditions that it does not see: those inside quantifiers. */
const STOCK_OPERATORS: Readonly<Record<string, Compare>> = {
  equal: (fact, value) => fact === value,
  notEqual: (fact, value) => fact !== value,
  in: (fact, value) => Array.isArray(value) && value.includes(fact),
  notIn: (fact, value) => Array.isArray(value) && !value.includes(fact),
  lessThan: (fact, value) => fact !== null && compareAsWritten(fact, value) < 0,
  lessThanInclusive: (fact, value) => fact !== null && compareAsWritten(fact, value) <= 0,
  greaterThan: (fact, value) => fact !== null && compareAsWritten(fact, value) > 0,
  greaterThanInclusive: (fact, value) => fact !== null && compareAsWritten(fact, value) >= 0,
}

/** Judges a condition in a scope; it stops as soon as the result is certain. */
export function holds(condition: Condition, scope: Scope, world: World, fired: Fired): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, scope, world, fired))
  if ('any' in condition) {
    return (
      condition.any.length === 0 || condition.any.some((part) => holds(part, scope, world, fired))
    )
  }
  if ('not' in condition) return !holds(condition.not, scope, world, fired)
  const { fact, operator, value } = condition
  if (operator === 'some' || operator === 'every' || operator === 'none') {
    return quantified(operator, fact, value, scope, world, fired)
  }
  const compare = STOCK_OPERATORS[operator] ?? OWN_OPERATORS[operator]
  if (!compare) throw new Error(`No operator ${operator}`)
  const right =
    typeof value === 'object' && 'fact' in value ? factIn(value.fact, scope, world, fired) : value
  return compare(factIn(fact, scope, world, fired), right)
}

/** A fact's value in a scope, as the engine is told it. */
export function factIn(name: string, scope: Scope, world: World, fired: Fired): unknown {
  const fact = world.opened.facts.get(name)
  if (!fact) throw new Error(`No fact ${name}`)
  return asFact(evaluate(fact.expression, scope, world, fired), fact.type === 'integer')
}

/** `some`, `every` or `none` of the elements of a list fact. */
export function quantified(
  quantifier: 'some' | 'every' | 'none',
  name: string,
  value: ConditionValue,
  scope: Scope,
  world: World,
  fired: Fired
): boolean {
  const fact = world.opened.facts.get(name)
  if (fact?.expression.op !== 'list') throw new Error(`${name} is no list`)
  // The program's format: the value of a quantifier is a condition.
  const nested = value as Condition
  const results = listOf(fact.expression.over, scope)[0].map((entity) =>
    holds(nested, inside(scope, entity), world, fired)
  )
  if (quantifier === 'some') return results.includes(true)
  return !results.includes(quantifier === 'none')
}

function order(fact: unknown, value: unknown): number | null {
  if (fact === null || value === null) return null
  return difference(fraction(String(fact)), fraction(String(value)))
}

function compareAsWritten(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}
