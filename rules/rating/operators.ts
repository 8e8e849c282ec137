import { compare } from '../money/arithmetic.ts'
import { integer, type Exact } from '../money/decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import { quotient } from '../money/ratio.ts'

/**
 * What a fact's value is to conditions: integers are numbers, decimals are text (a quotient without
 * end is `1/3`), dates, choices and text are text, a reference is a 1-based number, a list is that of
 * the facts, and what was not given is null.
 */
export type ConditionFact = string | number | boolean | null | readonly unknown[]

type Comparable = string | number

/** Compares a fact's value (left) with the condition's (right). */
export type Operator = (fact: ConditionFact, value: unknown) => boolean

type HoldsOrder = (order: -1 | 0 | 1) => boolean

/** Those that compare exact numbers, by the order of the fact and the value that they want. */
export const EXACT_ORDERS: ReadonlyMap<string, HoldsOrder> = new Map<string, HoldsOrder>([
  ['decimalEqual', (order) => order === 0],
  ['decimalNotEqual', (order) => order !== 0],
  ['decimalLessThan', (order) => order < 0],
  ['decimalLessThanInclusive', (order) => order <= 0],
  ['decimalGreaterThan', (order) => order > 0],
  ['decimalGreaterThanInclusive', (order) => order >= 0],
])

/** The operators that take a nested condition as their value, judged in the scope of each element. */
export type Quantifier = 'some' | 'every' | 'none'

export function isQuantifier(operator: string): operator is Quantifier {
  return operator === 'some' || operator === 'every' || operator === 'none'
}

/**
 * Every operator of a compiled condition but the quantifiers. The first eight are json-rules-engine's
 * own and judge exactly as they do there; the rest is ours, and false where a side was not given.
 */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['equal', (fact, value) => fact === value],
  ['notEqual', (fact, value) => fact !== value],
  ['in', (fact, value) => isMember(value, fact)],
  ['notIn', (fact, value) => !isMember(value, fact)],
  ['lessThan', ordered((left, right) => left < right)],
  ['lessThanInclusive', ordered((left, right) => left <= right)],
  ['greaterThan', ordered((left, right) => left > right)],
  ['greaterThanInclusive', ordered((left, right) => left >= right)],
  ...[...EXACT_ORDERS].map(([name, holds]) => [name, exactly(holds)] as const),
  ['given', (fact, value) => (fact !== null) === value],
])

function isMember(list: unknown, fact: ConditionFact): boolean {
  return Array.isArray(list) && list.includes(fact)
}

/** As json-rules-engine does: JavaScript's own order, once the fact reads as a number (a date does, by its year). */
function ordered(holds: (left: Comparable, right: Comparable) => boolean): Operator {
  return (fact, value) =>
    // JavaScript orders any two values; the stock operators leave it at that.
    readsAsNumber(fact) && holds(fact as Comparable, value as Comparable)
}

function readsAsNumber(fact: ConditionFact): boolean {
  if (typeof fact === 'number') return !Number.isNaN(fact)
  return !Number.isNaN(Number.parseFloat(String(fact)))
}

function exactly(holds: HoldsOrder): Operator {
  return (fact, value) => {
    const left = exactOf(fact)
    const right = exactOf(value)
    return left !== null && right !== null && holds(compare(left, right))
  }
}

/** So many texts of numbers are kept as they were read; most are those that plans compare with. */
const MOST_KEPT = 4096
const kept = new Map<string, Exact | null>()

/** The exact number that a fact or a condition's value stands for; null where it stands for none. */
export function exactOf(value: unknown): Exact | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return integer(value)
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string') return null
  const known = kept.get(text)
  if (known !== undefined) return known
  const exact = readExact(text)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(text, exact)
  return exact
}

function readExact(text: string): Exact | null {
  const slash = text.indexOf('/')
  if (slash === -1) return parseDecimal(text)
  return quotient(BigInt(text.slice(0, slash)), BigInt(text.slice(slash + 1)))
}
