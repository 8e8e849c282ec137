import type { BinaryOperator, Register } from './ir.ts'

/** Reads a value; tests are 1 and 0. */
export type Read = () => number

/** How an operand is read; what stands in a register or is always the same needs no call for it. */
export interface Source {
  readonly read: Read
  readonly register?: Register
  readonly constant?: number
}

/**
 * A closure for an operation on two operands. Those that tariffs are made of read their registers and constants
 * themselves, since a call that the engine can't inline costs more than the operation.
 */
export function binary(
  op: BinaryOperator,
  left: Source,
  right: Source,
  registers: Float64Array
): Read {
  const { register: a } = left
  const { register: b, constant } = right
  const special =
    a !== undefined && b !== undefined
      ? ofRegisters(op, a, b, registers)
      : b !== undefined
        ? byRegister(op, left.read, b, registers)
        : constant === undefined
          ? null
          : a === undefined
            ? byConstant(op, left.read, constant)
            : ofRegisterByConstant(op, a, constant, registers)
  return special ?? ofAny(op, left.read, right.read)
}

/** Null where an operation is too seldom to be written for it. */
function ofRegisters(op: BinaryOperator, a: number, b: number, r: Float64Array): Read | null {
  switch (op) {
    case 'add':
      return () => (r[a] ?? 0) + (r[b] ?? 0)
    case 'subtract':
      return () => (r[a] ?? 0) - (r[b] ?? 0)
    case 'multiply':
      return () => (r[a] ?? 0) * (r[b] ?? 0)
    case 'equal':
      return () => (r[a] === r[b] ? 1 : 0)
    case 'less':
      return () => ((r[a] ?? 0) < (r[b] ?? 0) ? 1 : 0)
    case 'less_or_equal':
      return () => ((r[a] ?? 0) <= (r[b] ?? 0) ? 1 : 0)
    default:
      return null
  }
}

function byRegister(op: BinaryOperator, left: Read, b: number, r: Float64Array): Read | null {
  switch (op) {
    case 'add':
      return () => left() + (r[b] ?? 0)
    case 'subtract':
      return () => left() - (r[b] ?? 0)
    case 'multiply':
      return () => left() * (r[b] ?? 0)
    default:
      return null
  }
}

function ofRegisterByConstant(
  op: BinaryOperator,
  a: number,
  constant: number,
  r: Float64Array
): Read | null {
  switch (op) {
    case 'add':
      return () => (r[a] ?? 0) + constant
    case 'multiply':
      return () => (r[a] ?? 0) * constant
    case 'equal':
      return () => (r[a] === constant ? 1 : 0)
    case 'less':
      return () => ((r[a] ?? 0) < constant ? 1 : 0)
    case 'less_or_equal':
      return () => ((r[a] ?? 0) <= constant ? 1 : 0)
    default:
      return null
  }
}

function byConstant(op: BinaryOperator, left: Read, constant: number): Read | null {
  switch (op) {
    case 'add':
      return () => left() + constant
    case 'multiply':
      return () => left() * constant
    case 'equal':
      return () => (left() === constant ? 1 : 0)
    case 'less':
      return () => (left() < constant ? 1 : 0)
    case 'less_or_equal':
      return () => (left() <= constant ? 1 : 0)
    default:
      return null
  }
}

function ofAny(op: BinaryOperator, left: Read, right: Read): Read {
  switch (op) {
    case 'add':
      return () => left() + right()
    case 'subtract':
      return () => left() - right()
    case 'multiply':
      return () => left() * right()
    case 'divide':
      return () => left() / right()
    case 'remainder':
      return () => left() % right()
    case 'at_least':
      return () => {
        const [a, b] = [left(), right()]
        return a >= b ? a : b
      }
    case 'at_most':
      return () => {
        const [a, b] = [left(), right()]
        return a <= b ? a : b
      }
    case 'equal':
      return () => (left() === right() ? 1 : 0)
    case 'not_equal':
      return () => (left() !== right() ? 1 : 0)
    case 'less':
      return () => (left() < right() ? 1 : 0)
    case 'less_or_equal':
      return () => (left() <= right() ? 1 : 0)
    case 'and':
      return () => (left() === 1 && right() === 1 ? 1 : 0)
    case 'or':
      return () => (left() === 1 || right() === 1 ? 1 : 0)
  }
}
