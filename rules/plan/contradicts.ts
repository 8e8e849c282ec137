import { add, compare, subtract } from '../money/arithmetic.ts'
import { integer, toSafeInteger, type Exact } from '../money/decimal.ts'
import { boundsOf } from './domain.ts'
import { domainOf, type DomainWorld } from './domain_of.ts'
import type { CompareOp, Value } from './model.ts'
import { nameOf } from './name_of.ts'

/** What several conditions leave of one value. */
interface Left {
  low: Exact | null
  high: Exact | null
  /** Whether the bound itself is left out. */
  aboveLow: boolean
  belowHigh: boolean
  readonly whole: boolean
  texts: ReadonlySet<string> | null
}

const FLIPPED: Readonly<Record<CompareOp, CompareOp>> = {
  'is': 'is',
  'is not': 'is not',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/** Whether conditions that must all hold leave some value nothing to be: `age < 20` and `age > 60`. */
export function contradicts(
  conditions: readonly Value[],
  coverage: string | null,
  world: DomainWorld
): boolean {
  const values = new Map<string, Left>()
  const leftOf = (value: Value): Left => {
    const name = nameOf(value, (each) => world.lets.get(each))
    const known = values.get(name)
    if (known) return known
    const domain = domainOf(value, coverage, world)
    const { low, high, whole } = boundsOf(domain)
    const texts = domain.kind === 'texts' ? domain.values : null
    const left = { low, high, whole, texts, aboveLow: false, belowHigh: false }
    values.set(name, left)
    return left
  }
  for (const condition of conditions.flatMap(conjuncts)) {
    if (condition.kind === 'one_of') {
      const named = new Set(condition.choices)
      keepTexts(leftOf(condition.operand), named, !condition.negated)
    } else if (condition.kind === 'compare') {
      const { left, right, op } = condition
      if (right.kind === 'constant') narrow(leftOf(left), op, right, coverage, world)
      else if (left.kind === 'constant') narrow(leftOf(right), FLIPPED[op], left, coverage, world)
    }
  }
  return [...values.values()].some(isEmpty)
}

function conjuncts(condition: Value): readonly Value[] {
  return condition.kind === 'and' ? condition.operands.flatMap(conjuncts) : [condition]
}

function narrow(
  left: Left,
  op: CompareOp,
  constant: Value,
  coverage: string | null,
  world: DomainWorld
): void {
  const domain = domainOf(constant, coverage, world)
  if (domain.kind === 'texts') {
    if (op === 'is' || op === 'is not') keepTexts(left, domain.values, op === 'is')
    return
  }
  const [number] = domain.kind === 'set' ? domain.values : []
  if (!number || left.texts) return
  if (op === '>' || op === '>=' || op === 'is') raise(left, number, op === '>')
  if (op === '<' || op === '<=' || op === 'is') lower(left, number, op === '<')
}

function keepTexts(left: Left, texts: ReadonlySet<string>, isKept: boolean): void {
  left.texts &&= isKept ? left.texts.intersection(texts) : left.texts.difference(texts)
}

function raise(left: Left, number: Exact, isAbove: boolean): void {
  const order = left.low ? compare(number, left.low) : 1
  if (order < 0 || (order === 0 && !isAbove)) return
  left.low = number
  left.aboveLow = isAbove
}

function lower(left: Left, number: Exact, isBelow: boolean): void {
  const order = left.high ? compare(number, left.high) : -1
  if (order > 0 || (order === 0 && !isBelow)) return
  left.high = number
  left.belowHigh = isBelow
}

/** Of whole numbers, `over 5` begins at 6. */
function isEmpty({ low, high, aboveLow, belowHigh, whole, texts }: Left): boolean {
  if (texts) return texts.size === 0
  if (!low || !high) return false
  const step = (bound: Exact, by: Exact) =>
    whole && toSafeInteger(bound) !== null ? by : integer(0)
  const first = aboveLow ? add(low, step(low, integer(1))) : low
  const last = belowHigh ? subtract(high, step(high, integer(1))) : high
  const order = compare(first, last)
  const leavesOut = (aboveLow || belowHigh) && !whole
  return order > 0 || (order === 0 && leavesOut)
}
