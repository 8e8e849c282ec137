import type { Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { Expression } from '../program/program.ts'
import { keyText, type Key } from './cell.ts'
import { compileTest } from './compile_condition.ts'
import { compileBinding, compileExpression, compileKeys } from './compile_expression.ts'
import type { Compiler } from './compiler.ts'
import { interpolate, placeText, rowsOn } from './interpolate.ts'
import { rowFor } from './prepared_table.ts'
import { Instance, type Risk, type Value } from './risk.ts'
import type { TableSource } from './worksheet.ts'

/** Writes an expression with what stood in it for one risk, and notes the table rows it was read from. */
export type Explain = (risk: Risk, sources: TableSource[]) => string

/** How tightly the outermost operation of a written expression binds. */
const MODIFIED = 0
const SUM = 1
const PRODUCT = 2
const SINGLE = 3
type Binding = typeof MODIFIED | typeof SUM | typeof PRODUCT | typeof SINGLE

interface Written {
  readonly binding: Binding
  readonly write: Explain
}

/**
 * Compiles the explanation of an operand: a look-up shows its keys, and its value where it is one of
 * several; a named value that was looked up is opened, any other is shown as what it came to.
 */
export function compileExplain(expression: Expression, compiler: Compiler): Explain {
  if (expression.op === 'lookup') return compileLookup(expression, compiler, false)
  if (expression.op === 'interpolate') return compileInterpolation(expression, compiler, false)
  return compileWritten(expression, compiler).write
}

/** A value as people read it. */
export function valueText(value: Value): string {
  if (value === null) return 'not given'
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof Instance) return `${value.kind.name} ${value.number}`
  if (Array.isArray(value)) return String(value.length)
  // Every other kind of value has been told apart above.
  return formatExact(value as Exact)
}

function compileWritten(expression: Expression, compiler: Compiler): Written {
  switch (expression.op) {
    case 'lookup':
      return { binding: SINGLE, write: compileLookup(expression, compiler, true) }
    case 'interpolate':
      return { binding: SINGLE, write: compileInterpolation(expression, compiler, true) }
    case 'value': {
      const opened = openValue(expression.name, compiler)
      return opened ? compileWritten(opened, compiler) : plain(expression, compiler)
    }
    case 'within': {
      const bind = compileBinding(expression, compiler)
      const { binding, write } = compileWritten(expression.then, compiler)
      return {
        binding,
        write: (risk, sources) => bind(risk, (inner) => write(inner, sources)) ?? 'not given',
      }
    }
    case 'add':
      return infix('+', SUM, SUM, expression, compiler)
    case 'subtract':
      return infix('-', SUM, PRODUCT, expression, compiler)
    case 'multiply':
      return infix('x', PRODUCT, PRODUCT, expression, compiler)
    case 'divide':
      return infix('/', PRODUCT, SINGLE, expression, compiler)
    case 'negate': {
      const operand = bracketed(compileWritten(expression.operand, compiler), SINGLE)
      return { binding: SINGLE, write: (risk, sources) => `-${operand(risk, sources)}` }
    }
    case 'at_least':
    case 'at_most': {
      const operand = compileWritten(expression.operand, compiler).write
      const bound = compileWritten(expression.bound, compiler).write
      const words = expression.op === 'at_least' ? 'at least' : 'at most'
      return {
        binding: MODIFIED,
        write: (risk, sources) => `${operand(risk, sources)}, ${words} ${bound(risk, sources)}`,
      }
    }
    case 'round': {
      const operand = bracketed(compileWritten(expression.operand, compiler), SINGLE)
      const { to, mode } = expression
      return {
        binding: MODIFIED,
        write: (risk, sources) => `${operand(risk, sources)} rounded to ${to} ${mode}`,
      }
    }
    case 'cases':
      return compileCases(expression, compiler)
    default:
      return plain(expression, compiler)
  }
}

/** Only the case that holds is written. */
function compileCases(
  { cases, otherwise }: Extract<Expression, { readonly op: 'cases' }>,
  compiler: Compiler
): Written {
  const written = cases.map(({ when, then }) => ({
    holds: compileTest(when, compiler),
    ...compileWritten(then, compiler),
  }))
  const last = compileWritten(otherwise, compiler)
  const bindings = [...written.map(({ binding }) => binding), last.binding]
  return {
    binding: bindings.toSorted((a, b) => a - b)[0] ?? SINGLE,
    write: (risk, sources) =>
      (written.find(({ holds }) => holds(risk)) ?? last).write(risk, sources),
  }
}

function plain(expression: Expression, compiler: Compiler): Written {
  const evaluate = compileExpression(expression, compiler)
  return { binding: SINGLE, write: (risk) => valueText(evaluate(risk)) }
}

function infix(
  sign: string,
  own: Binding,
  rightNeeds: Binding,
  operands: { readonly left: Expression; readonly right: Expression },
  compiler: Compiler
): Written {
  const left = bracketed(compileWritten(operands.left, compiler), own)
  const right = bracketed(compileWritten(operands.right, compiler), rightNeeds)
  return {
    binding: own,
    write: (risk, sources) => `${left(risk, sources)} ${sign} ${right(risk, sources)}`,
  }
}

function bracketed({ binding, write }: Written, needs: Binding): Explain {
  return binding >= needs ? write : (risk, sources) => `(${write(risk, sources)})`
}

function compileLookup(
  { table: name, keys, column, named }: Extract<Expression, { readonly op: 'lookup' }>,
  compiler: Compiler,
  withValue: boolean
): Explain {
  const table = compiler.table(name)
  const readName = readAs(name, named)
  const keysOf = compileKeys(keys, compiler)
  return (risk, sources) => {
    const looked = keysOf(risk)
    const row = rowFor(table, looked, risk)
    const source = table.sources[row]
    if (source && !sources.includes(source)) sources.push(source)
    const written = lookupText(readName, looked)
    return withValue ? `${written} ${valueText(table.values[row]?.[column] ?? null)}` : written
  }
}

/** `mileage[9000 between 8000 and 10000]`, with both rows as its sources. */
function compileInterpolation(
  { table: name, keys, column, named }: Extract<Expression, { readonly op: 'interpolate' }>,
  compiler: Compiler,
  withValue: boolean
): Explain {
  const table = compiler.table(name)
  const readName = readAs(name, named)
  const keysOf = compileKeys(keys, compiler)
  return (risk, sources) => {
    const looked = keysOf(risk)
    const { value, interval } = interpolate(table, looked, column, risk)
    for (const row of rowsOn(interval, looked)) {
      const source = table.sources[row]
      if (source && !sources.includes(source)) sources.push(source)
    }
    const shown = [...looked.slice(0, -1).map(keyText), placeText(interval, looked)]
    const written = lookupText(readName, shown)
    return withValue ? `${written} ${formatExact(value, 0)}` : written
  }
}

/** The table's name, behind that of the value which is read where it has one. */
export function readAs(table: string, named: string | undefined): string {
  return named === undefined ? table : `${named} of ${table}`
}

/** `class_factor[42, married, BI]`; of a dated edition, `price_of[110] from 2022-01-01`. */
export function lookupText(table: string, keys: readonly Key[]): string {
  const [name = '', from] = table.split(' from ')
  let written = `${name}[`
  let separator = ''
  for (const key of keys) {
    written += separator + keyText(key)
    separator = ', '
  }
  return from === undefined ? `${written}]` : `${written}] from ${from}`
}

/** The expression of a named number that comes from a table; null for any other value. */
function openValue(name: string, compiler: Compiler): Expression | null {
  const value = compiler.program.values.find((candidate) => candidate.name === name)
  if (!value || compiler.discounts(name)) return null
  const isNumber = value.type === 'decimal' || value.type === 'integer'
  return isNumber && looksUp(value.expression, compiler) ? value.expression : null
}

function looksUp(expression: Expression, compiler: Compiler): boolean {
  switch (expression.op) {
    case 'lookup':
    case 'interpolate':
      return true
    case 'value':
      return openValue(expression.name, compiler) !== null
    case 'within':
      return looksUp(expression.then, compiler)
    case 'cases':
      return [...expression.cases.map(({ then }) => then), expression.otherwise].some((then) =>
        looksUp(then, compiler)
      )
    case 'negate':
    case 'at_least':
    case 'at_most':
    case 'round':
      return looksUp(expression.operand, compiler)
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return looksUp(expression.left, compiler) || looksUp(expression.right, compiler)
    default:
      return false
  }
}
