import { ROUNDED, LIMIT, rankIn, roundedSigned, shifted, wholeBetween } from './arithmetic.ts'
import { comparedProducts, roundedProduct } from './exact_product.ts'
import {
  NOT_GIVEN,
  type BinaryOperator,
  type Operation,
  type Register,
  type Routine,
  type Statement,
} from './ir.ts'
import type { Memory } from './memory.ts'

/** Works out one risk of the memory by its number; false where the exact path must. */
export type Kernel = (risk: number) => boolean

const HELPERS = {
  ...{ ROUNDED, roundedSigned, shifted, wholeBetween, rankIn },
  ...{ roundedProduct, comparedProducts },
}

/**
 * Turns a routine into a function through generated source, which holds nothing but words of this file
 * and numbers. @throws EvalError where the surroundings forbid it.
 */
export function emitJavascript(routine: Routine): (memory: Memory) => Kernel {
  const source = javascriptOf(routine)
  const build = new Function('columns', 'starts', 'arrays', 'pool', 'tables', 'helpers', source)
  return ({ columns, starts, arrays }) =>
    build(columns, starts, arrays, routine.pool, routine.tables, HELPERS) as Kernel
}

/** The source for a routine. */
export function javascriptOf(routine: Routine): string {
  const names = new Names()
  const body = routine.body.map((statement) => emit(statement, names)).join('\n')
  return [
    "'use strict'",
    ...names.declarations(),
    'return function rate(r0) {',
    body,
    'return true',
    '}',
  ].join('\n')
}

/** The arrays that the source names, each declared once. */
class Names {
  readonly #names = new Set<string>()
  readonly #constants = new Map<number, string>()

  /** A register as source writes it: a constant by itself. */
  read(register: number): string {
    return this.#constants.get(register) ?? `r${register}`
  }

  constant(register: number, value: number): void {
    this.#constants.set(register, numberText(value))
  }

  of(
    list: 'columns' | 'starts' | 'arrays' | 'pool' | 'tables' | 'helpers',
    at: number | string
  ): string {
    const place = typeof at === 'number' ? `[${at}]` : `.${at}`
    this.#names.add(`const ${list}_${at} = ${list}${place}`)
    return `${list}_${at}`
  }

  declarations(): readonly string[] {
    return [...this.#names]
  }
}

function emit(statement: Statement, names: Names): string {
  switch (statement.do) {
    case 'let': {
      const { register, operation } = statement
      if (operation.op !== 'constant') return `const r${register} = ${compute(operation, names)}`
      names.constant(register, operation.value)
      return ''
    }
    case 'variable':
      return `let r${statement.register} = ${names.read(statement.value)}`
    case 'set':
      return `r${statement.register} = ${names.read(statement.value)}`
    case 'loop': {
      const { register, from, to } = statement
      const head = `for (let r${register} = ${names.read(from)}; r${register} < ${names.read(to)}; r${register}++) {`
      return [head, ...statement.body.map((inner) => emit(inner, names)), '}'].join('\n')
    }
    case 'if':
      return [
        `if (${names.read(statement.test)}) {`,
        ...statement.body.map((inner) => emit(inner, names)),
        '}',
      ].join('\n')
    case 'break':
      return 'break'
    case 'clear':
      return `${names.of('arrays', statement.array)}.fill(NaN)`
    case 'bail':
      return `if (${names.read(statement.test)}) return false`
    case 'store': {
      const { array, at, base, value } = statement
      return `${names.of('arrays', array)}[${names.read(at)} - ${names.read(base)}] = ${names.read(value)}`
    }
  }
}

const BINARY: Readonly<Record<BinaryOperator, (a: string, b: string) => string>> = {
  add: (a, b) => `${a} + ${b}`,
  subtract: (a, b) => `${a} - ${b}`,
  multiply: (a, b) => `${a} * ${b}`,
  divide: (a, b) => `${a} / ${b}`,
  remainder: (a, b) => `${a} % ${b}`,
  at_least: (a, b) => `${a} >= ${b} ? ${a} : ${b}`,
  at_most: (a, b) => `${a} <= ${b} ? ${a} : ${b}`,
  equal: (a, b) => `${a} === ${b}`,
  not_equal: (a, b) => `${a} !== ${b}`,
  less: (a, b) => `${a} < ${b}`,
  less_or_equal: (a, b) => `${a} <= ${b}`,
  and: (a, b) => `${a} && ${b}`,
  or: (a, b) => `${a} || ${b}`,
}

function compute(operation: Operation, names: Names): string {
  switch (operation.op) {
    case 'constant':
      return numberText(operation.value)
    case 'column': {
      const read = `${names.of('columns', operation.column)}[${names.read(operation.at)}]`
      if (!operation.optional) return read
      return `${read} === ${NOT_GIVEN} ? NaN : ${read}`
    }
    case 'start':
      return `${names.of('starts', operation.kind)}[${names.read(operation.holder)}]`
    case 'end':
      return `${names.of('starts', operation.kind)}[${names.read(operation.holder)} + 1]`
    case 'stored':
      return `${names.of('arrays', operation.array)}[${names.read(operation.at)} - ${names.read(operation.base)}]`
    case 'element':
      return `${names.of('pool', operation.pool)}[${names.read(operation.at)}]`
    case 'clamped': {
      const { low, high, at } = operation
      const array = names.of('pool', operation.pool)
      const below = `${names.read(at)} <= ${numberText(low)} ? ${array}[0]`
      const above = `${names.read(at)} >= ${numberText(high)} ? ${array}[${numberText(high - low)}]`
      return `${below} : ${above} : ${array}[${names.read(at)} - ${numberText(low)}]`
    }
    case 'rank':
      return `${names.of('helpers', 'rankIn')}(${names.of('pool', operation.pool)}, ${names.read(operation.at)})`
    case 'not':
      return `!${names.read(operation.operand)}`
    case 'missing':
      return `${names.read(operation.operand)} !== ${names.read(operation.operand)}`
    case 'year':
      return `Math.floor(${names.read(operation.operand)} / 10000)`
    case 'select':
      return `${names.read(operation.test)} ? ${names.read(operation.then)} : ${names.read(operation.otherwise)}`
    case 'rounded':
      return rounded(operation, names)
    case 'rounded_by': {
      const { operand, by, mode } = operation
      const helper = names.of('helpers', 'roundedSigned')
      return `${helper}(${names.read(operand)}, ${names.read(by)}, ${wordOf(mode)})`
    }
    case 'rounded_product': {
      const { factors, over, mode } = operation
      const helper = names.of('helpers', 'roundedProduct')
      return `${helper}(${listOf(factors, names)}, ${listOf(over, names)}, ${wordOf(mode)})`
    }
    case 'compared_products': {
      const { left, right } = operation
      const helper = names.of('helpers', 'comparedProducts')
      const lists = [left.factors, right.factors, left.over, right.over]
      return `${helper}(${lists.map((list) => listOf(list, names)).join(', ')})`
    }
    case 'row': {
      return `${names.of('tables', operation.table)}(${listOf(operation.keys, names)})`
    }
    case 'whole': {
      const { unit, from, to } = operation
      if (unit === 'years')
        return `Math.trunc((${names.read(to)} - ${names.read(from)}) / 10000) + 0`
      return `${names.of('helpers', 'wholeBetween')}(${wordOf(unit)}, ${names.read(from)}, ${names.read(to)})`
    }
    case 'shift': {
      const { unit, date, amount } = operation
      return `${names.of('helpers', 'shifted')}(${wordOf(unit)}, ${names.read(date)}, ${names.read(amount)})`
    }
    case 'read':
      return `${names.read(operation.variable)}`
    default:
      return BINARY[operation.op](`${names.read(operation.left)}`, `${names.read(operation.right)}`)
  }
}

function listOf(registers: readonly Register[], names: Names): string {
  return `[${registers.map((register) => names.read(register)).join(', ')}]`
}

/** Half up of what is never negative is one multiplication, exact within the bound that was checked. */
function rounded(
  { operand, divisor, mode, signed }: Extract<Operation, { readonly op: 'rounded' }>,
  names: Names
): string {
  if (mode === 'half up' && !signed && divisor <= LIMIT) {
    const half = divisor / 2 + (divisor % 2 === 0 ? 0.5 : 0)
    return `Math.floor((${names.read(operand)} + ${numberText(half)}) * ${numberText(1 / divisor)})`
  }
  const helper = names.of('helpers', 'roundedSigned')
  return `${helper}(${names.read(operand)}, ${numberText(divisor)}, ${wordOf(mode)})`
}

const WORDS = ['years', 'months', 'days', 'up', 'down', 'half up', 'half down', 'half even']

/** A word that stands in this file; any other would be one of the program's and is refused. */
function wordOf(word: string): string {
  if (!WORDS.includes(word)) throw new RangeError('Not a word of generated code')
  return `'${word}'`
}

function numberText(value: number): string {
  if (typeof value !== 'number') throw new RangeError('Not a number of generated code')
  if (Number.isNaN(value)) return 'NaN'
  return value < 0 ? `(${value})` : String(value)
}
