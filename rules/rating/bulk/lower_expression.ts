import type { Expression, NamedValue } from '../../program/program.ts'
import { known, type Coverage, type Kind } from '../layout.ts'
import { dateNumber } from './arithmetic.ts'
import { lowerAggregate } from './lower_aggregate.ts'
import { lowerAssign } from './lower_assign.ts'
import { choose, chooseOrNothing } from './lower_choice.ts'
import { lowerCondition } from './lower_condition.ts'
import { lowerDiscounts } from './lower_discounts.ts'
import { lowerInterpolation } from './lower_interpolation.ts'
import { lowerLookup } from './lower_lookup.ts'
import { boundedBy, combine, divided, numberConstant, roundTo } from './lower_numbers.ts'
import type { Lowering } from './lowering.ts'
import { storeForAll } from './lower_stored.ts'
import { wholeOperand, type NumberOperand, type Operand } from './operand.ts'
import { Unsupported } from './unsupported.ts'

type Of<Op extends Expression['op']> = Extract<Expression, { readonly op: Op }>

/** Whole years between two dates of the calendar at most; months and days follow. */
const MOST = { years: 9999, months: 119_988, days: 3_652_059 } as const

/** Writes what an expression comes to in the present scope. */
export function lowerExpression(expression: Expression, lowering: Lowering): Operand {
  switch (expression.op) {
    case 'constant':
      return lowerConstant(expression, lowering)
    case 'field':
      return lowerField(expression, lowering)
    case 'value':
      return lowerValue(expression.name, lowering)
    case 'lookup':
      return lowerLookup(expression, lowering)
    case 'add':
    case 'subtract':
    case 'multiply': {
      const [left, right] = [expression.left, expression.right]
      return combine(
        expression.op,
        lowerNumber(left, lowering),
        lowerNumber(right, lowering),
        lowering
      )
    }
    case 'divide': {
      const left = lowerNumber(expression.left, lowering)
      return divided(left, lowerNumber(expression.right, lowering), lowering)
    }
    case 'interpolate':
      return lowerInterpolation(expression, lowering)
    case 'negate': {
      const zero = numberConstant('0', lowering)
      return combine('subtract', zero, lowerNumber(expression.operand, lowering), lowering)
    }
    case 'at_least':
    case 'at_most': {
      const value = lowerNumber(expression.operand, lowering)
      return boundedBy(expression.op, value, lowerNumber(expression.bound, lowering), lowering)
    }
    case 'round':
      return roundTo(lowerNumber(expression.operand, lowering), expression, lowering)
    case 'aggregate':
      return lowerAggregate(expression, lowering)
    case 'whole': {
      const { unit } = expression
      const from = lowerDate(expression.from, lowering)
      const to = lowerDate(expression.to, lowering)
      const register = lowering.compute({ op: 'whole', unit, from, to })
      return wholeOperand(register, -MOST[unit], MOST[unit])
    }
    case 'year': {
      const operand = lowerDate(expression.date, lowering)
      return wholeOperand(lowering.compute({ op: 'year', operand }), 1, 9999)
    }
    case 'shift':
      return lowerShift(expression, lowering)
    case 'within':
      return lowerWithin(expression, lowering)
    case 'cases':
      return lowerCases(expression, lowering)
    case 'condition':
      return { is: 'yes_no', register: lowerCondition(expression.condition, lowering) }
    case 'taken': {
      const coverage = lowering.layout.coverage(expression.coverage)
      return { is: 'yes_no', register: lowerTaken(coverage, lowering) }
    }
    case 'premium':
    case 'fees':
      return known(lowering.charged[expression.op] ?? undefined, expression.op)
    case 'fee':
      return lowering.charged.byName.get(expression.name) ?? numberConstant('0', lowering)
    case 'assign':
      return lowerAssign(expression, lowering)
    case 'not_in_force':
      throw new Unsupported('a value before the day it counts from')
    case 'list':
      throw new Unsupported('a list as a value')
  }
}

/** What the compiler has found to be a number. */
export function lowerNumber(expression: Expression, lowering: Lowering): NumberOperand {
  const operand = lowerExpression(expression, lowering)
  if (operand.is !== 'number') throw new Unsupported(`a ${operand.is} as a number`)
  return operand
}

/** Whether the entity in scope carries a coverage, as a test. */
export function lowerTaken(coverage: Coverage, lowering: Lowering): number {
  const column = lowering.columns.taken(coverage)
  const at = lowering.at(coverage.carrier)
  return lowering.asTest(lowering.compute({ op: 'column', column, at, optional: false }))
}

function lowerDate(expression: Expression, lowering: Lowering): number {
  const operand = lowerExpression(expression, lowering)
  if (operand.is !== 'date') throw new Unsupported(`a ${operand.is} as a date`)
  return operand.register
}

function lowerConstant({ type, value }: Of<'constant'>, lowering: Lowering): Operand {
  const { builder } = lowering
  if (typeof value === 'boolean') return { is: 'yes_no', register: builder.constant(Number(value)) }
  if (type === 'decimal' || type === 'integer') return numberConstant(value, lowering)
  if (type === 'date') return { is: 'date', register: builder.constant(dateNumber(value)) }
  if (type !== 'text' && type !== 'choice') throw new Unsupported(`a constant ${type}`)
  return { is: 'text', register: builder.constant(lowering.codes.of(value)), open: false }
}

function lowerField({ entity, field: name }: Of<'field'>, lowering: Lowering): Operand {
  if (entity === 'coverage') return lowerTerm(name, lowering)
  const kind = lowering.layout.kind(entity)
  const at = lowering.at(kind)
  const field = kind.fields.get(name)
  if (!field) {
    if (name !== entity) throw new Unsupported(`the field "${entity}.${name}"`)
    return { is: 'entity', register: at, kind: entity }
  }
  const number = lowering.columns.field(kind, field)
  const { reading, optional, scale } = lowering.columns.column(number)
  const register = lowering.compute({ op: 'column', column: number, at, optional })
  if (optional) lowering.nullable.add(register)
  const { type } = field
  if (type.kind === 'entity') return referred(register, lowering.layout.kind(type.entity), lowering)
  switch (reading) {
    case 'number': {
      const ends = type.kind === 'integer' ? [type.low, type.high] : monthsOf(type)
      return wholeOperand(register, Math.min(...ends), Math.max(...ends))
    }
    case 'money': {
      const [low, high] = type.kind === 'money' ? [type.low, type.high] : ['0', '0']
      const ends = [low, high].map((text) => Number(text) * 10 ** scale)
      const [least = 0, most = 0] = ends
      return {
        is: 'number',
        register,
        scale,
        divisor: 1,
        low: Math.floor(least),
        high: Math.ceil(most),
      }
    }
    case 'date':
      return { is: 'date', register }
    case 'yes_no':
      return { is: 'yes_no', register }
    default:
      if (type.kind === 'choice') return { is: 'text', register, open: false }
      return { is: 'text', register, open: true, answer: { kind, field, at } }
  }
}

function monthsOf(type: { readonly kind: string; readonly choices?: readonly unknown[] }) {
  return (type.choices ?? []).map(Number)
}

/** The entity that a number refers to; where there is none, the risk goes to the exact path. */
function referred(number: number, kind: Kind, lowering: Lowering): Operand {
  if (kind.holder === null || kind.holder.holder !== null) {
    throw new Unsupported(`a reference to a ${kind.name}`)
  }
  const { builder } = lowering
  const holder = builder.risk
  const from = lowering.compute({ op: 'start', kind: kind.index, holder })
  const to = lowering.compute({ op: 'end', kind: kind.index, holder })
  const one = builder.constant(1)
  const next = lowering.compute({ op: 'add', left: from, right: number })
  const register = lowering.compute({ op: 'subtract', left: next, right: one })
  const fits = lowering.compute({ op: 'less', left: register, right: to })
  const begins = lowering.compute({ op: 'less_or_equal', left: from, right: register })
  const exists = lowering.compute({ op: 'and', left: begins, right: fits })
  builder.bailIf(lowering.compute({ op: 'not', operand: exists }))
  lowering.nullable.delete(register)
  return { is: 'entity', register, kind: kind.name }
}

function lowerTerm(name: string, lowering: Lowering): Operand {
  const { builder, coverage, codes } = lowering
  if (coverage === null) throw new Unsupported('a term without a coverage')
  if (name === 'name') {
    return { is: 'text', register: builder.constant(codes.of(coverage.name)), open: false }
  }
  const column = lowering.columns.term(coverage, name)
  const at = lowering.at(coverage.carrier)
  const register = lowering.compute({ op: 'column', column, at, optional: true })
  lowering.nullable.add(register)
  return { is: 'text', register, open: false }
}

function lowerValue(name: string, lowering: Lowering): Operand {
  const { program } = lowering
  const block = program.discounts.find((one) => one.name === name)
  if (block) return lowering.once(`value ${name}`, block.of, () => lowerDiscounts(name, lowering))
  const value = known(
    program.values.find((one) => one.name === name),
    name
  )
  const kind = storedKind(value, lowering)
  if (kind) return lowerStored(value, kind, lowering)
  return lowering.once(`value ${name}`, value.of, () => lowerExpression(value.expression, lowering))
}

/** The kind over which a value is worked out beforehand: it is costly, and may be asked for out of a loop. */
function storedKind({ of, expression }: NamedValue, { layout }: Lowering): Kind | null {
  const [name, more] = of
  if (name === undefined || more !== undefined || name === 'coverage' || name === 'policy')
    return null
  const kind = layout.kind(name)
  return kind.holder?.holder === null && isCostly(expression) ? kind : null
}

function isCostly(expression: Expression): boolean {
  return /"(?:op":"(?:lookup|aggregate)|operator":"(?:some|every|none))"/.test(
    JSON.stringify(expression)
  )
}

/** Works a value out for all entities of a kind, once for the risk, and reads it for the one in scope. */
function lowerStored(value: NamedValue, kind: Kind, lowering: Lowering): Operand {
  const stored = storeForAll(
    `value ${value.name}`,
    kind,
    () => lowerExpression(value.expression, lowering),
    lowering
  )
  return stored(lowering.at(kind))
}

function lowerShift(expression: Of<'shift'>, lowering: Lowering): Operand {
  const date = lowerDate(expression.date, lowering)
  const units = lowerNumber(expression.amount, lowering)
  if (units.scale !== 0 || units.divisor !== 1) throw new Unsupported('a shift by a part of a unit')
  const amount =
    expression.direction === 'after'
      ? units.register
      : lowering.compute({
          op: 'subtract',
          left: lowering.builder.constant(0),
          right: units.register,
        })
  const register = lowering.compute({ op: 'shift', unit: expression.unit, date, amount })
  return { is: 'date', register }
}

function lowerWithin({ entity, is: bound, then }: Of<'within'>, lowering: Lowering): Operand {
  if (entity === 'coverage') {
    const coverage = coverageOf(bound, lowering)
    return lowering.withCoverage(coverage, () => lowerExpression(then, lowering))
  }
  const operand = lowerExpression(bound, lowering)
  if (operand.is !== 'entity') throw new Unsupported(`a ${operand.is} as an entity`)
  const { register } = operand
  const write = () =>
    lowering.within(lowering.layout.kind(entity), register, () => lowerExpression(then, lowering))
  if (!lowering.nullable.has(register)) return write()
  const missing = lowering.compute({ op: 'missing', operand: register })
  return chooseOrNothing(lowering.compute({ op: 'not', operand: missing }), write, lowering)
}

/** A coverage that is named, or the one in scope. */
function coverageOf(bound: Expression, lowering: Lowering): Coverage {
  const { builder, codes, layout } = lowering
  const operand = lowerExpression(bound, lowering)
  const code = operand.is === 'text' ? builder.constantOf(operand.register) : undefined
  const name = code === undefined ? undefined : codes.texts[code - 1]
  if (name === undefined) throw new Unsupported('a coverage that is not constant')
  return layout.coverage(name)
}

function lowerCases({ cases, otherwise }: Of<'cases'>, lowering: Lowering): Operand {
  const [first, ...rest] = cases
  if (!first) return lowerExpression(otherwise, lowering)
  return choose(
    lowerCondition(first.when, lowering),
    () => lowerExpression(first.then, lowering),
    () => lowerCases({ op: 'cases', cases: rest, otherwise }, lowering),
    lowering
  )
}
