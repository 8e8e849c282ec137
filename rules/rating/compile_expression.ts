import { shiftDate, wholeUnits, yearOf } from '../facts/calendar.ts'
import { atKey, ROOT } from '../facts/fact_path.ts'
import { add, compare, divide, multiply, negate, subtract } from '../money/arithmetic.ts'
import { integer, toSafeInteger, type Exact } from '../money/decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import { round, ROUNDINGS } from '../money/round.ts'
import type { Expression } from '../program/program.ts'
import { keyOf, type Key } from './cell.ts'
import { compileTest } from './compile_condition.ts'
import type { Compiler } from './compiler.ts'
import { compileAssign } from './compile_assign.ts'
import { compileAggregate } from './compile_aggregate.ts'
import { interpolate } from './interpolate.ts'
import { compileField } from './compile_field.ts'
import { known, type Kind } from './layout.ts'
import { rowFor } from './prepared_table.ts'
import { Refusal } from './refusal.ts'
import type { Instance, Risk, Value } from './risk.ts'
import { valueOf, type Evaluate } from './slot.ts'

type Of<Op extends Expression['op']> = Extract<Expression, { readonly op: Op }>

/**
 * Turns an expression into a closure. What was not given is null, and so is whatever is worked out
 * from it; only `at least` and `at most` then give their bound.
 */
export function compileExpression(expression: Expression, compiler: Compiler): Evaluate {
  switch (expression.op) {
    case 'constant':
      return compileConstant(expression)
    case 'field':
      return compileField(expression, compiler.layout)
    case 'value': {
      const slot = compiler.slot(expression.name)
      return (risk) => valueOf(slot, risk)
    }
    case 'lookup':
      return compileLookup(expression, compiler)
    case 'interpolate': {
      const table = compiler.table(expression.table)
      const keysOf = compileKeys(expression.keys, compiler)
      const { column } = expression
      return (risk) => interpolate(table, keysOf(risk), column, risk).value
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return compileArithmetic(expression, compiler)
    case 'negate': {
      const operand = compileNumber(expression.operand, compiler)
      return (risk) => map(operand(risk), negate)
    }
    case 'at_least':
    case 'at_most':
      return compileBounded(expression, compiler)
    case 'round': {
      const operand = compileNumber(expression.operand, compiler)
      const to = toDecimal(expression.to)
      const rounding = ROUNDINGS[expression.mode]
      return (risk) => map(operand(risk), (value) => round(value, to, rounding))
    }
    case 'aggregate':
      return compileAggregate(expression, compiler)
    case 'whole': {
      const from = compileText(expression.from, compiler)
      const to = compileText(expression.to, compiler)
      const { unit } = expression
      return (risk) => {
        const [start, end] = [from(risk), to(risk)]
        return start === null || end === null ? null : integer(wholeUnits(unit, start, end))
      }
    }
    case 'year': {
      const date = compileText(expression.date, compiler)
      return (risk) => map(date(risk), (text) => integer(yearOf(text)))
    }
    case 'shift':
      return compileShift(expression, compiler)
    case 'within':
      return compileWithin(expression, compiler)
    case 'cases':
      return compileCases(expression, compiler)
    case 'premium':
    case 'fees': {
      const { op } = expression
      return (risk) => risk.charged[op]
    }
    case 'fee': {
      const { name } = expression
      return (risk) => risk.charged.byName.get(name) ?? NOTHING
    }
    case 'not_in_force':
      return () => {
        throw notInForce(expression)
      }
    case 'assign':
      return compileAssign(expression, compiler)
    case 'condition':
      return compileTest(expression.condition, compiler)
    case 'list': {
      const kind = compiler.layout.kind(expression.over)
      return (risk) => risk.at(holderOf(kind)).list(kind)
    }
    case 'taken': {
      const kind = compiler.layout.kind(expression.entity)
      const { coverage } = expression
      return (risk) => risk.at(kind).terms(coverage) !== null
    }
  }
}

/** Compiles what the compiler has found to be a number. */
export function compileNumber(
  expression: Expression,
  compiler: Compiler
): (risk: Risk) => Exact | null {
  // The type was checked when the plan was compiled.
  return compileExpression(expression, compiler) as (risk: Risk) => Exact | null
}

function compileText(expression: Expression, compiler: Compiler): (risk: Risk) => string | null {
  // The type was checked when the plan was compiled.
  return compileExpression(expression, compiler) as (risk: Risk) => string | null
}

/**
 * The keys of a look-up in the present scope. They are handed out in one array that the next look-up of the same place
 * overwrites: who looks up reads them at once.
 */
export function compileKeys(
  keys: readonly Expression[],
  compiler: Compiler
): (risk: Risk) => readonly Key[] {
  const compiled = keys.map((key) => compileExpression(key, compiler))
  const found = new Array<Key>(keys.length).fill(null)
  const [first, second, third] = compiled
  if (first && !second) {
    return (risk) => {
      found[0] = keyOf(first(risk))
      return found
    }
  }
  if (first && second && !third) {
    return (risk) => {
      const key = keyOf(first(risk))
      found[1] = keyOf(second(risk))
      found[0] = key
      return found
    }
  }
  return (risk) => {
    let at = 0
    for (const key of compiled) {
      found[at] = keyOf(key(risk))
      at += 1
    }
    return found
  }
}

/** The kind that holds another; only the policy has none, and it is in no list. */
export function holderOf(kind: Kind): Kind {
  return known(kind.holder ?? undefined, kind.name)
}

function map<T>(value: T | null, change: (value: T) => Value): Value {
  return value === null ? null : change(value)
}

function compileConstant({ type, value }: Of<'constant'>): Evaluate {
  const isNumber = type === 'decimal' || type === 'integer'
  const constant = isNumber && typeof value === 'string' ? toDecimal(value) : value
  return () => constant
}

function compileLookup({ table: name, keys, column }: Of<'lookup'>, compiler: Compiler): Evaluate {
  const table = compiler.table(name)
  const keysOf = compileKeys(keys, compiler)
  return (risk) => {
    const row = rowFor(table, keysOf(risk), risk)
    return table.values[row]?.[column] ?? null
  }
}

const ZERO = integer(0)
/** What a fee comes to that is not in force. */
const NOTHING = ZERO
const ARITHMETIC = { add, subtract, multiply, divide } as const

function compileArithmetic(
  expression: Of<'add' | 'subtract' | 'multiply' | 'divide'>,
  compiler: Compiler
): Evaluate {
  const operate = ARITHMETIC[expression.op]
  const isDivision = expression.op === 'divide'
  const left = compileNumber(expression.left, compiler)
  const right = compileNumber(expression.right, compiler)
  return (risk) => {
    const a = left(risk)
    const b = right(risk)
    if (a === null || b === null) return null
    if (isDivision && compare(b, ZERO) === 0) throw divisionByZero()
    return operate(a, b)
  }
}

function notInForce({ name, from }: Of<'not_in_force'>): Refusal {
  return new Refusal({
    ...atKey(atKey(ROOT, 'policy'), 'effective_on'),
    code: 'not_in_force_yet',
    message: `This plan doesn't rate it: it has no "${name}" before ${from}.`,
    help: null,
  })
}

function divisionByZero(): Refusal {
  const message = "This plan doesn't rate it: an amount would be divided by zero."
  return new Refusal({ path: '', pointer: '', code: 'division_by_zero', message, help: null })
}

function compileBounded(expression: Of<'at_least' | 'at_most'>, compiler: Compiler): Evaluate {
  const operand = compileNumber(expression.operand, compiler)
  const bound = compileNumber(expression.bound, compiler)
  const beyond = expression.op === 'at_least' ? -1 : 1
  return (risk) => {
    const value = operand(risk)
    const limit = bound(risk)
    if (value === null || limit === null) return limit
    return compare(value, limit) === beyond ? limit : value
  }
}

function compileCases({ cases, otherwise }: Of<'cases'>, compiler: Compiler): Evaluate {
  const compiled = cases.map(({ when, then }) => ({
    holds: compileTest(when, compiler),
    evaluate: compileExpression(then, compiler),
  }))
  const last = compileExpression(otherwise, compiler)
  return (risk) => {
    for (const { holds, evaluate } of compiled) if (holds(risk)) return evaluate(risk)
    return last(risk)
  }
}

function compileShift(expression: Of<'shift'>, compiler: Compiler): Evaluate {
  const date = compileText(expression.date, compiler)
  const amount = compileNumber(expression.amount, compiler)
  const { unit } = expression
  const sign = expression.direction === 'before' ? -1 : 1
  return (risk) => {
    const start = date(risk)
    const units = amount(risk)
    if (start === null || units === null) return null
    return shiftDate(start, unit, sign * (toSafeInteger(units) ?? 0))
  }
}

function compileWithin(expression: Of<'within'>, compiler: Compiler): Evaluate {
  const then = compileExpression(expression.then, compiler)
  const bind = compileBinding(expression, compiler)
  return (risk) => bind(risk, then)
}

/** Evaluates something with an entity or a coverage bound, and puts the scope back; null where there is none. */
export function compileBinding(
  { entity, is: bound }: Pick<Of<'within'>, 'entity' | 'is'>,
  compiler: Compiler
): <T>(risk: Risk, then: (risk: Risk) => T) => T | null {
  const { layout } = compiler
  if (entity === 'coverage') {
    const name = compileText(bound, compiler)
    return (risk, then) => {
      const text = name(risk)
      if (text === null) return null
      const before = risk.coverage
      risk.coverage = layout.coverage(text)
      const result = then(risk)
      risk.coverage = before
      return result
    }
  }
  const { index } = layout.kind(entity)
  // A reference or an entity in scope gives an entity, as the compiler has checked.
  const instanceOf = compileExpression(bound, compiler) as (risk: Risk) => Instance | null
  return (risk, then) => {
    const instance = instanceOf(risk)
    if (instance === null) return null
    const before = risk.scope[index] ?? null
    risk.scope[index] = instance
    const result = then(risk)
    risk.scope[index] = before
    return result
  }
}
