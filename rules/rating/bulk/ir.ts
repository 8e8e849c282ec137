import type { RoundingMode } from '../../program/program.ts'

/**
 * The intermediate form of bulk rating: registers of doubles, each written once, and statements over
 * them. Texts are codes, dates are `yyyymmdd`, yes and no are 1 and 0, what is not given is NaN. It
 * holds no text of the program, so that none can reach generated code.
 */
export type Register = number

/** What a register is computed by, from registers and numbers alone; none has an effect. */
export type Operation =
  | { readonly op: 'constant'; readonly value: number }
  /** An input column at an entity's place; `optional` where it may hold `NOT_GIVEN`. */
  | {
      readonly op: 'column'
      readonly column: number
      readonly at: Register
      readonly optional: boolean
    }
  /** Where the entities of a list begin that the holder has; those of the next holder begin after its own. */
  | { readonly op: 'start'; readonly kind: number; readonly holder: Register }
  | { readonly op: 'end'; readonly kind: number; readonly holder: Register }
  /** What was stored for an entity of this risk. */
  | {
      readonly op: 'stored'
      readonly array: number
      readonly at: Register
      readonly base: Register
    }
  /** An element of a constant array. */
  | { readonly op: 'element'; readonly pool: number; readonly at: Register }
  /** An element by value, the first or last where the value lies outside. */
  | {
      readonly op: 'clamped'
      readonly pool: number
      readonly low: number
      readonly high: number
      readonly at: Register
    }
  /** How many of the ascending numbers of a constant array are not above the value. */
  | { readonly op: 'rank'; readonly pool: number; readonly at: Register }
  | {
      readonly op: BinaryOperator
      readonly left: Register
      readonly right: Register
    }
  | { readonly op: 'not' | 'missing' | 'year'; readonly operand: Register }
  | {
      readonly op: 'select'
      readonly test: Register
      readonly then: Register
      readonly otherwise: Register
    }
  /** The quotient by a whole number above zero, rounded to a whole number. */
  | {
      readonly op: 'rounded'
      readonly operand: Register
      readonly divisor: number
      readonly mode: RoundingMode
      readonly signed: boolean
    }
  | {
      readonly op: 'whole'
      readonly unit: 'years' | 'months' | 'days'
      readonly from: Register
      readonly to: Register
    }
  | {
      readonly op: 'shift'
      readonly unit: 'years' | 'months' | 'days'
      readonly date: Register
      readonly amount: Register
    }
  /** The same by a whole number above zero that is known at run time alone. */
  | {
      readonly op: 'rounded_by'
      readonly operand: Register
      readonly by: Register
      readonly mode: RoundingMode
    }
  /** The product of whole numbers over that of others above zero, rounded to a whole number, whatever its size. */
  | {
      readonly op: 'rounded_product'
      readonly factors: readonly Register[]
      readonly over: readonly Register[]
      readonly mode: RoundingMode
    }
  /** How a quotient of such products compares to another: below zero, above it, or 0 where they are equal. */
  | {
      readonly op: 'compared_products'
      readonly left: ExactProduct
      readonly right: ExactProduct
    }
  /** The row of a table that is too large for an array, by its keys; -1 where it has none. */
  | { readonly op: 'row'; readonly table: number; readonly keys: readonly Register[] }
  /** What a variable holds at this moment. */
  | { readonly op: 'read'; readonly variable: Register }

/** Registers of whole numbers whose product, over that of others above zero, is a number exactly. */
export interface ExactProduct {
  readonly factors: readonly Register[]
  readonly over: readonly Register[]
}

export type BinaryOperator =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'remainder'
  | 'at_least'
  | 'at_most'
  | 'equal'
  | 'not_equal'
  | 'less'
  | 'less_or_equal'
  | 'and'
  | 'or'

export type Statement =
  | { readonly do: 'let'; readonly register: Register; readonly operation: Operation }
  | { readonly do: 'variable'; readonly register: Register; readonly value: Register }
  | { readonly do: 'set'; readonly register: Register; readonly value: Register }
  | {
      readonly do: 'loop'
      readonly register: Register
      readonly from: Register
      readonly to: Register
      readonly body: readonly Statement[]
    }
  | { readonly do: 'if'; readonly test: Register; readonly body: readonly Statement[] }
  /** Leaves the innermost loop. */
  | { readonly do: 'break' }
  /** Gives the risk up to the exact path. */
  | { readonly do: 'bail'; readonly test: Register }
  /** Fills an array with NaN. */
  | { readonly do: 'clear'; readonly array: number }
  | {
      readonly do: 'store'
      readonly array: number
      readonly at: Register
      readonly base: Register
      readonly value: Register
    }

/** One program in the intermediate form. Register 0 is the number of the risk in its columns. */
export interface Routine {
  readonly body: readonly Statement[]
  readonly registers: number
  /** Constant arrays. */
  readonly pool: readonly (Float64Array | Int32Array)[]
  /** The lengths of the arrays that a risk stores into. */
  readonly arrays: readonly number[]
  /** What finds the rows of large tables. */
  readonly tables: readonly FindByNumbers[]
}

/** Finds a row by keys as registers hold them. */
export type FindByNumbers = (keys: readonly number[]) => number

/** What stands in a column of whole numbers for an answer that was not given. */
export const NOT_GIVEN = -2147483648

/** The registers that an operation reads. */
export function operandsOf(operation: Operation): readonly Register[] {
  switch (operation.op) {
    case 'constant':
      return []
    case 'column':
    case 'element':
    case 'clamped':
    case 'rank':
      return [operation.at]
    case 'start':
    case 'end':
      return [operation.holder]
    case 'stored':
      return [operation.at, operation.base]
    case 'not':
    case 'missing':
    case 'year':
    case 'rounded':
      return [operation.operand]
    case 'select':
      return [operation.test, operation.then, operation.otherwise]
    case 'whole':
      return [operation.from, operation.to]
    case 'rounded_by':
      return [operation.operand, operation.by]
    case 'rounded_product':
      return [...operation.factors, ...operation.over]
    case 'compared_products': {
      const { left, right } = operation
      return [...left.factors, ...left.over, ...right.factors, ...right.over]
    }
    case 'row':
      return operation.keys
    case 'shift':
      return [operation.date, operation.amount]
    case 'read':
      return [operation.variable]
    default:
      return [operation.left, operation.right]
  }
}
