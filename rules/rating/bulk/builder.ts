import type { FindByNumbers, Operation, Register, Routine, Statement } from './ir.ts'
import { operandsOf } from './ir.ts'

/** A stretch of statements; a loop's or a condition's body is inside the one around it. */
interface Block {
  readonly statements: Statement[]
  readonly around: Block | null
  readonly depth: number
  readonly isLoop: boolean
  readonly known: Map<string, Register>
}

/** Statements that have no place yet. */
export interface Draft<T> {
  readonly result: T
  readonly isEmpty: boolean
  /** Whether it is so little, and so harmless, that it may as well be done where it isn't needed. */
  readonly isPlain: boolean
  more(write: () => void): void
  /** Done where the test holds. */
  place(test: Register): void
  /** Done in any case. */
  inline(): void
}

/** What would be skipped costs less than the question whether to skip it. */
const MAX_PLAIN = 4

/** What is worked out where it is wanted alone, since it costs more than the question whether it is. */
const STAYS = new Set<Operation['op']>(['element', 'rounded_product', 'compared_products'])

function isLet(statement: Statement): boolean {
  return statement.do === 'let'
}

/**
 * Writes statements. An operation that was computed before is not computed again, and one that does
 * not depend on the loop around it is computed before that loop; table look-ups and long products stay within their `if`.
 */
export class Builder {
  readonly #root: Block = newBlock(null, false)
  readonly #blocks: Block[] = [this.#root]
  readonly #constants = new Map<Register, number>()
  readonly #pool: (Float64Array | Int32Array)[] = []
  readonly #arrays: number[] = []
  readonly #tables: FindByNumbers[] = []
  #block = this.#root

  /** The number of the risk in its columns. */
  readonly risk: Register = 0

  constant(value: number): Register {
    return this.compute({ op: 'constant', value })
  }

  /** The number that a register always holds; undefined where that is not known. */
  constantOf(register: Register): number | undefined {
    return this.#constants.get(register)
  }

  compute(operation: Operation): Register {
    const folded = this.#fold(operation)
    if (typeof folded === 'number') return folded
    const key = JSON.stringify(folded)
    const isRead = folded.op === 'read'
    if (!isRead) {
      for (let at: Block | null = this.#block; at; at = at.around) {
        const known = at.known.get(key)
        if (known !== undefined) return known
      }
    }
    const target = isRead ? this.#block : this.#targetFor(folded)
    const register = this.#newRegister(target)
    target.statements.push({ do: 'let', register, operation: folded })
    if (!isRead) target.known.set(key, register)
    if (folded.op === 'constant') this.#constants.set(register, folded.value)
    return register
  }

  variable(value: Register): Register {
    const register = this.#newRegister(this.#block)
    this.#block.statements.push({ do: 'variable', register, value })
    return register
  }

  set(register: Register, value: Register): void {
    this.#block.statements.push({ do: 'set', register, value })
  }

  read(variable: Register): Register {
    return this.compute({ op: 'read', variable })
  }

  loop(from: Register, to: Register, body: (register: Register) => void): void {
    const block = newBlock(this.#block, true)
    const register = this.#newRegister(block)
    this.#inside(block, () => body(register))
    this.#block.statements.push({ do: 'loop', register, from, to, body: block.statements })
  }

  /** Nothing is written where the test is known to fail, and no `if` where it is known to hold. */
  when(test: Register, body: () => void): void {
    const known = this.constantOf(test)
    if (known === 1) body()
    if (known !== undefined) return
    const block = newBlock(this.#block, false)
    this.#inside(block, body)
    this.#block.statements.push({ do: 'if', test, body: block.statements })
  }

  /** Writes something aside: more can be added before it is put into its place. */
  draft<T>(write: () => T): Draft<T> {
    const around = this.#block
    const block = newBlock(around, false)
    const result = this.#inside(block, write)
    return {
      result,
      isEmpty: block.statements.length === 0,
      isPlain: block.statements.length <= MAX_PLAIN && block.statements.every(isLet),
      more: (add) => this.#inside(block, add),
      place: (test) => around.statements.push({ do: 'if', test, body: block.statements }),
      inline: () => {
        for (const statement of block.statements) {
          if (statement.do === 'let') this.#blocks[statement.register] = around
          around.statements.push(statement)
        }
        for (const [key, register] of block.known) around.known.set(key, register)
      },
    }
  }

  /** Writes something only to know its outcome: what it would do is left out. */
  discarded<T>(write: () => T): T {
    return this.#inside(newBlock(this.#block, false), write)
  }

  breakLoop(): void {
    this.#block.statements.push({ do: 'break' })
  }

  bailIf(test: Register): void {
    const key = `bail ${test}`
    for (let at: Block | null = this.#block; at; at = at.around) if (at.known.has(key)) return
    if (this.constantOf(test) === 0) return
    this.#block.known.set(key, test)
    this.#block.statements.push({ do: 'bail', test })
  }

  store(array: number, at: Register, base: Register, value: Register): void {
    this.#block.statements.push({ do: 'store', array, at, base, value })
  }

  addArray(length: number): number {
    return this.#arrays.push(length) - 1
  }

  addTable(find: FindByNumbers): number {
    return this.#tables.push(find) - 1
  }

  clear(array: number): void {
    this.#block.statements.push({ do: 'clear', array })
  }

  addPool(values: Float64Array | Int32Array): number {
    return this.#pool.push(values) - 1
  }

  /** Writes where the registers are known, outside all that lies deeper. */
  outside<T>(registers: readonly Register[], write: () => T): T {
    const depth = Math.max(0, ...registers.map((register) => this.#blockOf(register).depth))
    let target = this.#block
    while (target.depth > depth && target.around) target = target.around
    return this.#inside(target, write)
  }

  finish(): Routine {
    return {
      body: this.#root.statements,
      registers: this.#blocks.length,
      pool: this.#pool,
      arrays: this.#arrays,
      tables: this.#tables,
    }
  }

  #inside<T>(block: Block, write: () => T): T {
    const before = this.#block
    this.#block = block
    try {
      return write()
    } finally {
      this.#block = before
    }
  }

  #newRegister(block: Block): Register {
    return this.#blocks.push(block) - 1
  }

  #blockOf(register: Register): Block {
    return this.#blocks[register] ?? this.#root
  }

  #targetFor(operation: Operation): Block {
    const needed = operandsOf(operation).map((operand) => this.#blockOf(operand).depth)
    const depth = Math.max(0, ...needed)
    let target = this.#block
    while (target.depth > depth && target.around) {
      if (!target.isLoop && STAYS.has(operation.op)) break
      target = target.around
    }
    return target
  }

  #fold(operation: Operation): Operation | Register {
    switch (operation.op) {
      case 'and':
      case 'or': {
        const [left, right] = [this.constantOf(operation.left), this.constantOf(operation.right)]
        const decisive = operation.op === 'or' ? 1 : 0
        if (left === decisive || right === decisive) return this.constant(decisive)
        if (left !== undefined) return operation.right
        return right === undefined ? operation : operation.left
      }
      case 'not': {
        const value = this.constantOf(operation.operand)
        return value === undefined ? operation : this.constant(1 - value)
      }
      case 'select': {
        const test = this.constantOf(operation.test)
        if (test === undefined) return operation
        return test === 1 ? operation.then : operation.otherwise
      }
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'equal':
      case 'not_equal':
      case 'less':
      case 'less_or_equal': {
        const [left, right] = [this.constantOf(operation.left), this.constantOf(operation.right)]
        if (operation.op === 'add' && left === 0) return operation.right
        if (operation.op === 'add' && right === 0) return operation.left
        if (operation.op === 'multiply' && right === 1) return operation.left
        if (left === undefined || right === undefined) return operation
        return this.constant(calculate(operation.op, left, right))
      }
      default:
        return operation
    }
  }
}

function calculate(op: string, left: number, right: number): number {
  switch (op) {
    case 'add':
      return left + right
    case 'subtract':
      return left - right
    case 'multiply':
      return left * right
    case 'equal':
      return Number(left === right)
    case 'not_equal':
      return Number(left !== right)
    case 'less':
      return Number(left < right)
    default:
      return Number(left <= right)
  }
}

function newBlock(around: Block | null, isLoop: boolean): Block {
  return {
    statements: [],
    around,
    depth: around ? around.depth + 1 : 0,
    isLoop,
    known: new Map(),
  }
}
