import type { Expression, Ranking, TableProgram } from '../program/program.ts'
import {
  by,
  difference,
  fraction,
  minus,
  over,
  per,
  plus,
  printed,
  roundedTo,
  same,
  type Fraction,
} from './fractions.ts'
import { discountsIn } from './discounts.ts'
import { findRow, narrowed, type Row } from './find_row.ts'
import { holds } from './conditions.ts'
import {
  bound,
  covering,
  inside,
  OracleRefusal,
  outermostList,
  placeOf,
  termsOf,
  type Entity,
  type OracleValue,
  type Scope,
  type World,
} from './world.ts'

/** What each rule came to is asked of whoever ran the engine. */
export type Fired = (rule: string, scope: Scope) => boolean

/** Evaluates an expression by reading it, every time anew: slow, plain, and exact. */
export function evaluate(
  expression: Expression,
  scope: Scope,
  world: World,
  fired: Fired
): OracleValue {
  const at = (inner: Expression) => evaluate(inner, scope, world, fired)
  const numberAt = (inner: Expression) => numberOf(at(inner))
  switch (expression.op) {
    case 'constant':
      return expression.type === 'decimal' || expression.type === 'integer'
        ? { number: fraction(String(expression.value)) }
        : expression.value
    case 'field':
      return field(expression.entity, expression.field, scope, world)
    case 'value':
      return named(expression.name, scope, world, fired)
    case 'lookup':
      return lookup(expression, scope, world, expression.keys.map(at))
    case 'interpolate':
      return interpolated(expression, scope, world, expression.keys.map(at))
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const [a, b] = [numberAt(expression.left), numberAt(expression.right)]
      const operate = { add: plus, subtract: minus, multiply: by, divide: per }[expression.op]
      return a && b && { number: operate(a, b) }
    }
    case 'negate': {
      const a = numberAt(expression.operand)
      return a && { number: minus(fraction('0'), a) }
    }
    case 'at_least':
    case 'at_most': {
      const [a, limit] = [numberAt(expression.operand), numberAt(expression.bound)]
      if (!a || !limit) return limit && { number: limit }
      const order = difference(a, limit)
      const isBeyond = expression.op === 'at_least' ? order < 0 : order > 0
      return { number: isBeyond ? limit : a }
    }
    case 'round': {
      const a = numberAt(expression.operand)
      return a && { number: roundedTo(a, fraction(expression.to), expression.mode) }
    }
    case 'aggregate':
      return aggregate(expression, scope, world, fired)
    case 'whole': {
      const [from, to] = [at(expression.from), at(expression.to)]
      if (typeof from !== 'string' || typeof to !== 'string') return null
      return { number: whole(BigInt(wholeUnits(expression.unit, from, to))) }
    }
    case 'year': {
      const date = at(expression.date)
      return typeof date === 'string' ? { number: whole(BigInt(date.slice(0, 4))) } : null
    }
    case 'shift': {
      const [date, amount] = [at(expression.date), numberAt(expression.amount)]
      if (typeof date !== 'string' || !amount) return null
      const sign = expression.direction === 'before' ? -1 : 1
      return shifted(date, expression.unit, sign * Number(amount.top / amount.bottom))
    }
    case 'within': {
      const is = at(expression.is)
      if (is === null) return null
      const inner = typeof is === 'string' ? covering(scope, is) : inside(scope, entityOf(is))
      return evaluate(expression.then, inner, world, fired)
    }
    case 'cases': {
      for (const { when, then } of expression.cases) {
        if (holds(when, scope, world, fired)) return at(then)
      }
      return at(expression.otherwise)
    }
    case 'premium': {
      const premium = world.charged?.premium
      if (!premium) throw new Error('No premium yet')
      return { number: premium }
    }
    case 'fees':
      return { number: [...(world.charged?.fees.values() ?? [])].reduce(plus, fraction('0')) }
    case 'fee':
      return { number: world.charged?.fees.get(expression.name) ?? fraction('0') }
    case 'not_in_force':
      throw new OracleRefusal(placeOf(world, scope, 'policy', 'effective_on'))
    case 'assign':
      return assigned(expression, scope, world, fired)
    case 'condition':
      return holds(expression.condition, scope, world, fired)
    case 'list': {
      const [list, holder] = listOf(expression.over, scope)
      return { list, raw: rawList(expression.over, holder, world) }
    }
    case 'taken':
      return termsOf(bound(scope, expression.entity), expression.coverage) !== undefined
  }
}

/** A named value, which is worked out once in a scope for as long as no other rule fires. */
function named(name: string, scope: Scope, world: World, fired: Fired): OracleValue {
  const worked = world.worked.get(scope) ?? new Map<string, OracleValue>()
  const known = worked.get(name)
  if (known !== undefined) return known
  const value = workNamed(name, scope, world, fired)
  world.worked.set(scope, worked.set(name, value))
  return value
}

function workNamed(name: string, scope: Scope, world: World, fired: Fired): OracleValue {
  if (world.opened.discounts.has(name)) {
    return { number: discountsIn(name, scope, world, fired).taken }
  }
  const value = world.opened.values.get(name)
  if (!value) throw new Error(`No value ${name}`)
  return evaluate(value.expression, scope, world, fired)
}

export function numberOf(value: OracleValue): Fraction | null {
  if (value === null) return null
  if (typeof value === 'object' && 'number' in value) return value.number
  throw new Error('Not a number')
}

function entityOf(value: OracleValue): Entity {
  if (value !== null && typeof value === 'object' && 'entity' in value) return value.entity
  throw new Error('Not an entity')
}

function whole(value: bigint): Fraction {
  return { top: value, bottom: 1n }
}

function field(kind: string, name: string, scope: Scope, world: World): OracleValue {
  if (kind === 'coverage') return term(name, scope)
  const entity = bound(scope, kind)
  const type = world.opened.fields.get(entity.shape)?.get(name)?.type
  const value = entity.facts[name]
  if (value === undefined || !type) return null
  switch (type.kind) {
    case 'integer':
    case 'months':
    case 'money':
    case 'factor':
      return { number: fraction(String(value)) }
    case 'yes_no':
      return value === true
    case 'entity': {
      const list = world.policy.held.filter((held) => held.kind === type.entity)
      const found = list[Number(value) - 1]
      return found ? { entity: found } : null
    }
    default:
      return String(value)
  }
}

function term(name: string, scope: Scope): OracleValue {
  const { coverage } = scope
  if (coverage === null) throw new Error('No coverage in scope')
  if (name === 'name') return coverage
  for (const entity of scope.entities.values()) {
    const value = termsOf(entity, coverage)?.[name]
    if (value !== undefined) return String(value)
  }
  return null
}

/** The entities of a kind that the one in scope holds, and that one. */
export function listOf(kind: string, scope: Scope): readonly [readonly Entity[], Entity] {
  for (const entity of scope.entities.values()) {
    if (entity.shape.entities.some(({ name }) => name === kind)) {
      return [entity.held.filter((held) => held.kind === kind), entity]
    }
  }
  throw new Error(`Nothing in scope holds a ${kind}`)
}

function rawList(kind: string, holder: Entity, world: World): unknown {
  const shape = holder.shape.entities.find(({ name }) => name === kind)
  if (holder !== world.policy) return holder.facts[shape?.list ?? ''] ?? []
  return holder.held.filter((held) => held.kind === kind).map(({ facts }) => facts)
}

function aggregate(
  expression: Extract<Expression, { readonly op: 'aggregate' }>,
  scope: Scope,
  world: World,
  fired: Fired
): OracleValue {
  const { where, each } = expression
  const scopes = listOf(expression.over, scope)[0]
    .map((entity) => inside(scope, entity))
    .filter((inner) => where === null || holds(where, inner, world, fired))
  if (expression.kind === 'count') return { number: whole(BigInt(scopes.length)) }
  const numbers = scopes.map((inner) => each && numberOf(evaluate(each, inner, world, fired)))
  if (numbers.includes(null)) return null
  const given = numbers.filter((number) => number !== null)
  const sum = given.reduce(plus, fraction('0'))
  if (expression.kind === 'sum') return { number: sum }
  const { nth, fewer } = expression
  if (nth !== undefined && given.length < nth) {
    return fewer ? evaluate(fewer, scope, world, fired) : null
  }
  if (given.length === 0) return null
  if (expression.kind === 'average') return { number: per(sum, whole(BigInt(given.length))) }
  const sorted = given.toSorted(difference)
  const picked = expression.kind === 'lowest' ? sorted[(nth ?? 1) - 1] : sorted.at(-(nth ?? 1))
  return picked ? { number: picked } : null
}

/** Each place is worked out anew: how many come before this one, and who has as many before it. */
function assigned(
  expression: Extract<Expression, { readonly op: 'assign' }>,
  scope: Scope,
  world: World,
  fired: Fired
): OracleValue {
  const all = (kind: string) => world.policy.held.filter((held) => held.kind === kind)
  const comesBefore = (a: Entity, b: Entity, rankings: readonly Ranking[]): boolean => {
    for (const { by: ranking, first } of rankings) {
      const [x, y] = [a, b].map((entity) =>
        numberOf(evaluate(ranking, inside(scope, entity), world, fired))
      )
      if (!x || !y) throw new Error('A ranking is not given')
      const order = difference(x, y)
      if (order !== 0) return first === 'highest' ? order > 0 : order < 0
    }
    return a.number < b.number
  }
  const placeIn = (entity: Entity, rankings: readonly Ranking[]) =>
    all(entity.kind).filter((other) => other !== entity && comesBefore(other, entity, rankings))
      .length
  const place = placeIn(bound(scope, expression.to), expression.rankTo)
  const { leftOver, rankFrom } = expression
  const candidates = all(expression.from)
  const found =
    candidates.find((entity) => placeIn(entity, rankFrom) === place) ??
    (leftOver && candidates.find((entity) => placeIn(entity, [leftOver]) === 0))
  return found ? { entity: found } : null
}

function lookup(
  expression: Extract<Expression, { readonly op: 'lookup' }>,
  scope: Scope,
  world: World,
  keys: readonly OracleValue[]
): OracleValue {
  const table = world.opened.tables.get(expression.table)
  if (!table) throw new Error(`No table ${expression.table}`)
  const row = findRow(table, keys)
  if (!row) return refused(table, scope, world)
  const text = row.values[expression.column] ?? ''
  const type = table.columns[expression.column]?.type
  return type === 'decimal' || type === 'integer' ? { number: fraction(text) } : text
}

/** The value at the key of a line through the two nearest numbers; at the ends as the table says. */
function interpolated(
  expression: Extract<Expression, { readonly op: 'interpolate' }>,
  scope: Scope,
  world: World,
  keys: readonly OracleValue[]
): OracleValue {
  const table = world.opened.tables.get(expression.table)
  const last = table?.keys.at(-1)
  if (!table || last?.kind !== 'interpolated') throw new Error(`No curve ${expression.table}`)
  const curve = narrowed(table.rows, keys.slice(0, -1))
  const valueOf = (row: Row) => fraction(row.values[expression.column] ?? '')
  const key = keys.at(-1) ?? null
  if (key === null) {
    const missing = curve.find((row) => row.keys.some((cell) => 'notGiven' in cell))
    return missing ? { number: valueOf(missing) } : refused(table, scope, world)
  }
  const x = numberOf(key)
  const points = curve
    .flatMap((row) => {
      const cell = row.keys.at(-1)
      return cell && 'is' in cell ? [{ x: fraction(cell.is), y: valueOf(row) }] : []
    })
    .toSorted((a, b) => difference(a.x, b.x))
  const [first, second = first] = points
  const [end, before = end] = points.toReversed()
  if (!x || !first || !second || !end || !before) return refused(table, scope, world)
  const isBelow = difference(x, first.x) < 0
  const isAbove = difference(x, end.x) > 0
  if (isBelow || isAbove) {
    if (last.ends === 'refused') return refused(table, scope, world)
    if (last.ends === 'flat') return { number: isBelow ? first.y : end.y }
    return { number: isBelow ? onLine(x, first, second) : onLine(x, before, end) }
  }
  const left = points.findLast((point) => difference(point.x, x) <= 0) ?? first
  const right = points.find((point) => difference(point.x, x) >= 0) ?? end
  return { number: onLine(x, left, right) }
}

interface PointOnCurve {
  readonly x: Fraction
  readonly y: Fraction
}

/** The mean of both values, each weighted by how near the other one's number is. */
function onLine(x: Fraction, a: PointOnCurve, b: PointOnCurve): Fraction {
  if (same(a.x, b.x)) return a.y
  const weighted = plus(by(a.y, minus(b.x, x)), by(b.y, minus(x, a.x)))
  return per(weighted, minus(b.x, a.x))
}

function refused({ refuses }: TableProgram, scope: Scope, world: World): never {
  if (!refuses) throw new OracleRefusal('')
  throw new OracleRefusal(
    refuses.field === null
      ? outermostList(world, refuses.entity)
      : placeOf(world, scope, refuses.entity, refuses.field)
  )
}

/** What the engine is told of a value. */
export function asFact(value: OracleValue, isInteger: boolean): unknown {
  if (value === null || typeof value !== 'object') return value
  if ('entity' in value) return value.entity.number
  if ('list' in value) return value.raw
  const { top, bottom } = value.number
  if (isInteger && top % bottom === 0n) return Number(top / bottom)
  return textOf(value.number)
}

function textOf(number: Fraction): string {
  try {
    return printed(number, 0)
  } catch {
    const divisor = gcd(number.top < 0n ? -number.top : number.top, number.bottom)
    const { top, bottom } = over(number.top / divisor, number.bottom / divisor)
    return `${top}/${bottom}`
  }
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}

/** The last day of the month, by the platform's own calendar. */
function clamped(year: number, month: number, day: number): string {
  const last = new Date(0)
  last.setUTCFullYear(year, month + 1, 0)
  const shown = new Date(0)
  shown.setUTCFullYear(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()))
  return shown.toISOString().slice(0, 10)
}

function shifted(date: string, unit: 'years' | 'months' | 'days', amount: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  if (unit === 'days') {
    return new Date(Date.parse(`${date}T00:00:00Z`) + amount * 86_400_000)
      .toISOString()
      .slice(0, 10)
  }
  return unit === 'years'
    ? clamped(year + amount, month - 1, day)
    : clamped(year, month - 1 + amount, day)
}

/** Counts the months whose day of `from` is reached: the 29th, where there is none, on the first after. */
function wholeUnits(unit: 'years' | 'months' | 'days', from: string, to: string): number {
  if (to < from) return -wholeUnits(unit, to, from)
  if (unit === 'days') return (Date.parse(to) - Date.parse(from)) / 86_400_000
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
  const begun = months(to) - months(from)
  const reached = to.slice(8) < from.slice(8) ? begun - 1 : begun
  return unit === 'months' ? reached : Math.floor(reached / 12)
}
