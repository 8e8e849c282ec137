import { add, compare, divide } from '../money/arithmetic.ts'
import { integer, toSafeInteger, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import { boundsOf } from './domain.ts'
import { domainOf, type DomainWorld } from './domain_of.ts'
import type { Value, ValueOf } from './model.ts'
import { nameOf } from './name_of.ts'

/** One thing that a value may be. */
type Point = string | Exact

/**
 * Whether one condition or another always holds: proved where all of them judge one and the same
 * value. Else what they leave open, or just that it can't be told.
 */
export function openCase(
  { cases }: ValueOf<'cases'>,
  coverage: string | null,
  world: DomainWorld
): { readonly subject: string; readonly value: string } | 'untold' | null {
  const subjects = new Map<string, Value>()
  for (const { when } of cases) {
    for (const subject of subjectsOf(when)) {
      subjects.set(
        nameOf(subject, (name) => world.lets.get(name)),
        subject
      )
    }
  }
  const [only, ...others] = subjects
  if (!only || others.length > 0) return 'untold'
  const [subject, value] = only
  const points = pointsOf(value, coverage, cases, world)
  if (!points) return 'untold'
  const open = points.find((point) => !cases.some(({ when }) => holdsAt(when, point)))
  if (open === undefined) return null
  return { subject, value: typeof open === 'string' ? open : formatExact(open) }
}

/** What a condition judges, at the leaves of its `and`, `or` and `not`. */
function subjectsOf(condition: Value): readonly Value[] {
  switch (condition.kind) {
    case 'constant':
      return []
    case 'and':
    case 'or':
      return condition.operands.flatMap(subjectsOf)
    case 'not':
      return subjectsOf(condition.operand)
    case 'one_of':
      return [condition.operand]
    case 'compare':
      return [condition.left, condition.right].filter(({ kind }) => kind !== 'constant')
    default:
      return [condition]
  }
}

/** The places between which no condition changes; null where they can't all be listed. */
function pointsOf(
  subject: Value,
  coverage: string | null,
  cases: ValueOf<'cases'>['cases'],
  world: DomainWorld
): readonly Point[] | null {
  const domain = domainOf(subject, coverage, world)
  if (domain.kind === 'texts') return [...domain.values]
  if (domain.kind === 'set') return domain.values
  if (domain.kind === 'any') return null
  const { low, high, whole } = boundsOf(domain)
  const marks = [...cases.flatMap(({ when }) => marksOf(when)), low, high]
    .filter((mark) => mark !== null)
    .toSorted(compare)
  if (marks.length === 0) return null
  const one = integer(1)
  const between = marks.flatMap((mark, at) => {
    const next = marks[at + 1]
    if (whole || !next) return [add(mark, integer(-1)), mark, add(mark, one)]
    return [
      ...(at === 0 ? [add(mark, integer(-1))] : []),
      mark,
      divide(add(mark, next), integer(2)),
    ]
  })
  return between.filter(
    (point) =>
      (low === null || compare(point, low) >= 0) &&
      (high === null || compare(point, high) <= 0) &&
      (!whole || toSafeInteger(point) !== null)
  )
}

/** The numbers that a condition compares with. */
function marksOf(condition: Value): readonly Exact[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands.flatMap(marksOf)
    case 'not':
      return marksOf(condition.operand)
    case 'one_of':
      return condition.choices.map(parseDecimal).filter((mark) => mark !== null)
    case 'compare':
      return [numberIn(condition.left), numberIn(condition.right)].filter((mark) => mark !== null)
    default:
      return []
  }
}

function numberIn(value: Value): Exact | null {
  return value.kind === 'constant' && typeof value.value === 'string'
    ? parseDecimal(value.value)
    : null
}

function holdsAt(condition: Value, point: Point): boolean {
  switch (condition.kind) {
    case 'constant':
      return condition.value === true
    case 'and':
      return condition.operands.every((operand) => holdsAt(operand, point))
    case 'or':
      return condition.operands.some((operand) => holdsAt(operand, point))
    case 'not':
      return !holdsAt(condition.operand, point)
    case 'one_of':
      return condition.choices.some((choice) => isAt(choice, point)) !== condition.negated
    case 'compare':
      return comparesAt(condition, point)
    default:
      return point === 'yes'
  }
}

function isAt(text: string, point: Point): boolean {
  if (typeof point === 'string') return text === point
  const number = parseDecimal(text)
  return number !== null && compare(number, point) === 0
}

function comparesAt({ op, left, right }: ValueOf<'compare'>, point: Point): boolean {
  const order = orderOf(left, right, point)
  switch (op) {
    case 'is':
      return order === 0
    case 'is not':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}

/** Texts are only alike or not. */
function orderOf(left: Value, right: Value, point: Point): number {
  if (typeof point !== 'string') {
    return compare(numberIn(left) ?? point, numberIn(right) ?? point)
  }
  const texts = [left, right].map((side) => (side.kind === 'constant' ? textOf(side) : point))
  return texts[0] === texts[1] ? 0 : 1
}

function textOf({ value }: ValueOf<'constant'>): string {
  return value === true ? 'yes' : value === false ? 'no' : value
}
