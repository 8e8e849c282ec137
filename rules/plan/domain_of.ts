import { add, compare, divide, multiply, negate, subtract } from '../money/arithmetic.ts'
import { integer, type Exact } from '../money/decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import { ANY, boundsOf, eitherOf, numbers, setOf, texts, type Domain } from './domain.ts'
import { interpolatedDomain } from './interpolated_values.ts'
import type { LetModel, TableModel, Value, ValueOf } from './model.ts'
import { OfRows } from './of_rows.ts'
import type { FieldShape } from './shape.ts'
import type { ShapeIndex } from './shape_index.ts'
import { possibleCases } from './static_condition.ts'

/** What the domains of a plan's values are worked out from. */
export interface DomainWorld {
  readonly index: ShapeIndex
  readonly tables: ReadonlyMap<string, TableModel>
  readonly lets: ReadonlyMap<string, LetModel>
  /** Filled as they are asked for, so that each `let` is worked out once per coverage. */
  readonly letDomains: Map<string, Domain>
  /** What the discounts may take off, as a fraction. */
  readonly discounts: Domain
}

interface Bounds {
  readonly low: Exact | null
  readonly high: Exact | null
  readonly whole: boolean
}

const ZERO = integer(0)
const columnDomains = new OfRows<Domain>()

/** The values that `value` takes over all risks, with `coverage` in scope (null: none is). */
export function domainOf(value: Value, coverage: string | null, world: DomainWorld): Domain {
  const bounds = (inner: Value): Bounds => boundsOf(domainOf(inner, coverage, world))
  switch (value.kind) {
    case 'constant':
      return constantDomain(value)
    case 'field':
      return fieldDomain(value.field)
    case 'term':
      return termDomain(value, coverage, world)
    case 'coverage_name':
      return texts(coverage === null ? world.index.coverages.keys() : [coverage])
    case 'let':
      return letDomain(value.name, coverage, world)
    case 'lookup':
      return lookupDomain(value, coverage, world)
    case 'within':
      return domainOf(value.then, boundCoverage(value, coverage), world)
    case 'cases':
      return possibleCases(value, coverage)
        .map((possible) => domainOf(possible, coverage, world))
        .reduce(eitherOf)
    case 'premium':
    case 'fees':
    case 'fee':
      return numbers(ZERO, null, false)
    case 'not_in_force':
      return setOf([])
    case 'discounts':
      return world.discounts
    case 'arithmetic':
      return arithmeticDomain(value, bounds(value.left), bounds(value.right))
    case 'negate': {
      const { low, high, whole } = bounds(value.operand)
      return numbers(high && negate(high), low && negate(low), whole)
    }
    case 'bounded':
      return boundedDomain(value, bounds(value.operand), bounds(value.limit))
    case 'rounded': {
      const { low, high } = bounds(value.operand)
      const unit = parseDecimal(value.to)
      if (!unit) return numbers(null, null, false)
      const whole = !value.to.includes('.') || !/\.\d*[1-9]/.test(value.to)
      return numbers(
        low && awayFromZero(low, negate(unit)),
        high && awayFromZero(high, unit),
        whole
      )
    }
    case 'aggregate':
      return eitherOrFewer(value, coverage, world)
    case 'whole':
      return wholeDomain(value)
    case 'year':
      return numbers(null, null, true)
    default:
      return value.type.kind === 'yes_no' ? texts(['yes', 'no']) : ANY
  }
}

/** The bound moved by at most a unit, but never across zero: rounding keeps the sign. */
function awayFromZero(bound: Exact, unit: Exact): Exact {
  const moved = add(bound, unit)
  const crosses = compare(bound, ZERO) * compare(moved, ZERO) <= 0
  return crosses && compare(bound, ZERO) * compare(unit, ZERO) < 0 ? ZERO : moved
}

function letDomain(name: string, coverage: string | null, world: DomainWorld): Domain {
  const key = `${name} ${coverage ?? ''}`
  const known = world.letDomains.get(key)
  if (known) return known
  const found = world.lets.get(name)
  const domain = found ? domainOf(found.value, coverage, world) : ANY
  world.letDomains.set(key, domain)
  return domain
}

/** The coverage in scope inside a `within`: what it binds, where that is known. */
export function boundCoverage(value: ValueOf<'within'>, coverage: string | null): string | null {
  if (value.entity !== 'coverage') return coverage
  return value.is.kind === 'constant' ? String(value.is.value) : coverage
}

function constantDomain(value: ValueOf<'constant'>): Domain {
  if (typeof value.value === 'boolean') return texts([value.value ? 'yes' : 'no'])
  if (
    value.type.kind === 'choice' ||
    value.type.kind === 'text' ||
    value.type.kind === 'coverage'
  ) {
    return texts([value.value])
  }
  const number = parseDecimal(value.value)
  return number ? setOf([number]) : ANY
}

function fieldDomain({ type }: FieldShape): Domain {
  switch (type.kind) {
    case 'months':
      return setOf(type.choices.map(integer))
    case 'integer':
      return numbers(integer(type.low), integer(type.high), true)
    case 'money':
    case 'factor':
      return numbers(parseDecimal(type.low), parseDecimal(type.high), false)
    case 'yes_no':
      return texts(['yes', 'no'])
    case 'choice':
      return texts(type.choices)
    default:
      return ANY
  }
}

function termDomain(
  value: ValueOf<'term'>,
  coverage: string | null,
  { index }: DomainWorld
): Domain {
  if (coverage === null) return value.type.kind === 'choice' ? texts(value.type.choices) : ANY
  const terms = index.coverages.get(coverage)?.shape.terms ?? []
  return texts(terms.find(({ name }) => name === value.term)?.choices ?? [])
}

function lookupDomain(
  { table: name, keys, interpolated, column }: ValueOf<'lookup'>,
  coverage: string | null,
  world: DomainWorld
): Domain {
  const table = world.tables.get(name)
  const last = keys.at(-1)
  if (!interpolated || !table?.sound || !last) return tableDomain(name, column, world)
  return interpolatedDomain(table, column, domainOf(last, coverage, world))
}

function tableDomain(name: string, column: number, { tables }: DomainWorld): Domain {
  const table = tables.get(name)
  if (!table?.sound) return ANY
  const isText = table.columns[column]?.gives === 'text'
  return columnDomains.get(table.rows, `${column} ${isText}`, () => {
    const values = new Set(table.rows.map((row) => row.values[column] ?? ''))
    if (isText) return texts(values)
    return setOf([...values].map(parseDecimal).filter((value) => value !== null))
  })
}

function arithmeticDomain(value: ValueOf<'arithmetic'>, left: Bounds, right: Bounds): Domain {
  const whole = left.whole && right.whole && value.op !== '/'
  switch (value.op) {
    case '+':
      return numbers(
        left.low && right.low && add(left.low, right.low),
        left.high && right.high && add(left.high, right.high),
        whole
      )
    case '-':
      return numbers(
        left.low && right.high && subtract(left.low, right.high),
        left.high && right.low && subtract(left.high, right.low),
        whole
      )
    case '*':
      return product(left, right, whole)
    case '/': {
      const divisor = right.low
      const isOne = divisor && right.high && compare(divisor, right.high) === 0
      if (!divisor || !isOne || compare(divisor, ZERO) <= 0) return numbers(null, null, false)
      return numbers(
        left.low && divide(left.low, divisor),
        left.high && divide(left.high, divisor),
        false
      )
    }
  }
}

function product(left: Bounds, right: Bounds, whole: boolean): Domain {
  if (left.low && left.high && right.low && right.high) {
    const corners = [
      multiply(left.low, right.low),
      multiply(left.low, right.high),
      multiply(left.high, right.low),
      multiply(left.high, right.high),
    ].toSorted(compare)
    return numbers(corners[0] ?? null, corners[3] ?? null, whole)
  }
  const bothPositive =
    left.low && right.low && compare(left.low, ZERO) >= 0 && compare(right.low, ZERO) >= 0
  return numbers(
    bothPositive && left.low && right.low ? multiply(left.low, right.low) : null,
    null,
    whole
  )
}

function boundedDomain(value: ValueOf<'bounded'>, operand: Bounds, limit: Bounds): Domain {
  const whole = operand.whole && limit.whole
  return value.bound === 'at least'
    ? numbers(
        limit.low && operand.low && compare(operand.low, limit.low) > 0 ? operand.low : limit.low,
        operand.high && limit.high && compare(operand.high, limit.high) < 0
          ? limit.high
          : operand.high,
        whole
      )
    : numbers(
        operand.low && limit.low && compare(operand.low, limit.low) > 0 ? limit.low : operand.low,
        limit.high && operand.high && compare(operand.high, limit.high) < 0
          ? operand.high
          : limit.high,
        whole
      )
}

/** The domain of an aggregate, with that of what it is where there are fewer. */
function eitherOrFewer(
  value: ValueOf<'aggregate'>,
  coverage: string | null,
  world: DomainWorld
): Domain {
  const each = value.each && boundsOf(domainOf(value.each, coverage, world))
  const domain = aggregateDomain(value, each, world)
  return value.fewer ? eitherOf(domain, domainOf(value.fewer, coverage, world)) : domain
}

function aggregateDomain(
  value: ValueOf<'aggregate'>,
  each: Bounds | null,
  { index }: DomainWorld
): Domain {
  const shape = index.entities.get(value.over)?.shape
  const most = integer(shape?.high ?? 0)
  const least = integer(value.where ? 0 : (shape?.low ?? 0))
  if (value.aggregate === 'count') return numbers(least, most, true)
  if (!each) return numbers(null, null, false)
  if (value.aggregate !== 'sum')
    return numbers(each.low, each.high, each.whole && value.aggregate !== 'average')
  const { low, high } = each
  return numbers(
    low && multiply(low, compare(low, ZERO) >= 0 ? least : most),
    high && multiply(high, compare(high, ZERO) >= 0 ? most : least),
    each.whole
  )
}

/** Whole years between a date and the date that bounds it in the product. */
function wholeDomain(value: ValueOf<'whole'>): Domain {
  const from = value.from.kind === 'within' ? value.from.then : value.from
  const bound =
    from.kind === 'field' && from.field.type.kind === 'date' ? from.field.type.bound : undefined
  const to = value.to.kind === 'field' ? `${value.to.entity}.${value.to.field.name}` : null
  if (!bound || bound.anchor !== to) return numbers(null, null, true)
  if (bound.kind === 'up_to') return numbers(ZERO, null, true)
  switch (value.unit) {
    case 'years':
      return numbers(integer(bound.low), integer(bound.high), true)
    case 'months':
      return numbers(integer(bound.low * 12), integer(bound.high * 12 + 11), true)
    case 'days':
      return numbers(integer(bound.low * 365), integer((bound.high + 1) * 366), true)
  }
}
