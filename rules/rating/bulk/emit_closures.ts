import { ROUNDED, rankIn, roundedSigned, shifted, wholeBetween } from './arithmetic.ts'
import { binary, type Read, type Source } from './closure_binary.ts'
import { GO_ON, inOrder, type Run } from './closure_block.ts'
import { comparedProducts, roundedProduct } from './exact_product.ts'
import type { Kernel } from './emit_javascript.ts'
import {
  NOT_GIVEN,
  operandsOf,
  type Operation,
  type Register,
  type Routine,
  type Statement,
} from './ir.ts'
import type { Memory } from './memory.ts'

const LEAVE_LOOP = 1
const GIVE_UP = 2

/** Turns a routine into closures, where source must not be generated; it does just what that would. */
export function emitClosures(routine: Routine): (memory: Memory) => Kernel {
  return (memory) => {
    const registers = new Float64Array(routine.registers)
    const writer = new Writer(registers, memory, routine)
    const run = writer.block(routine.body)
    return (risk) => {
      registers[0] = risk
      return run() !== GIVE_UP
    }
  }
}

class Writer {
  readonly #registers: Float64Array
  readonly #memory: Memory
  readonly #pool: Routine['pool']
  readonly #tables: Routine['tables']
  readonly #uses = new Map<Register, number>()
  /** What is read once is worked out where it is read. */
  readonly #inline = new Map<Register, Operation>()
  readonly #constants = new Map<Register, number>()

  constructor(registers: Float64Array, memory: Memory, routine: Routine) {
    this.#registers = registers
    this.#memory = memory
    this.#pool = routine.pool
    this.#tables = routine.tables
    this.#count(routine.body, new Map(), routine.body)
  }

  block(statements: readonly Statement[]): Run {
    const runs = statements.flatMap((statement) => this.#statement(statement))
    return inOrder(runs)
  }

  /** Counts what reads each register; one that is read inside another loop is not worked out there, again and again. */
  #count(
    statements: readonly Statement[],
    written: Map<Register, readonly Statement[]>,
    loop: readonly Statement[]
  ): void {
    const use = (register: Register) => {
      const uses = written.get(register) === loop ? 1 : 2
      this.#uses.set(register, (this.#uses.get(register) ?? 0) + uses)
    }
    for (const statement of statements) {
      switch (statement.do) {
        case 'let':
          written.set(statement.register, loop)
          operandsOf(statement.operation).forEach(use)
          break
        case 'variable':
        case 'set':
          use(statement.value)
          break
        case 'loop':
          use(statement.from)
          use(statement.to)
          this.#count(statement.body, written, statement.body)
          break
        case 'if':
          use(statement.test)
          this.#count(statement.body, written, loop)
          break
        case 'bail':
          use(statement.test)
          break
        case 'store':
          use(statement.at)
          use(statement.base)
          use(statement.value)
          break
        case 'break':
        case 'clear':
          break
      }
    }
  }

  #statement(statement: Statement): readonly Run[] {
    const registers = this.#registers
    switch (statement.do) {
      case 'let': {
        const { register, operation } = statement
        if (operation.op === 'constant') {
          this.#constants.set(register, operation.value)
          return []
        }
        if (operation.op !== 'read' && this.#uses.get(register) === 1) {
          this.#inline.set(register, operation)
          return []
        }
        const value = this.#compute(operation)
        return [() => ((registers[register] = value()), GO_ON)]
      }
      case 'variable':
      case 'set': {
        const { register } = statement
        const value = this.#read(statement.value)
        return [() => ((registers[register] = value()), GO_ON)]
      }
      case 'loop': {
        const { register } = statement
        const [from, to] = [this.#read(statement.from), this.#read(statement.to)]
        const body = this.block(statement.body)
        return [
          () => {
            const end = to()
            for (let at = from(); at < end; at++) {
              registers[register] = at
              const outcome = body()
              if (outcome === GIVE_UP) return GIVE_UP
              if (outcome === LEAVE_LOOP) break
            }
            return GO_ON
          },
        ]
      }
      case 'if': {
        const test = this.#read(statement.test)
        const body = this.block(statement.body)
        return [() => (test() === 1 ? body() : GO_ON)]
      }
      case 'break':
        return [() => LEAVE_LOOP]
      case 'clear': {
        const target = this.#memory.arrays[statement.array] ?? new Float64Array()
        return [() => (target.fill(Number.NaN), GO_ON)]
      }
      case 'bail': {
        const test = this.#read(statement.test)
        return [() => (test() === 1 ? GIVE_UP : GO_ON)]
      }
      case 'store': {
        const target = this.#memory.arrays[statement.array] ?? new Float64Array()
        const [at, base] = [this.#read(statement.at), this.#read(statement.base)]
        const value = this.#read(statement.value)
        return [() => ((target[at() - base()] = value()), GO_ON)]
      }
    }
  }

  /** A register, a constant, or what is worked out where it is read. */
  #source(register: Register): Source {
    const read = this.#read(register)
    const constant = this.#constants.get(register)
    if (constant !== undefined) return { read, constant }
    return this.#inline.has(register) ? { read } : { read, register }
  }

  #read(register: Register): Read {
    const constant = this.#constants.get(register)
    if (constant !== undefined) return () => constant
    const operation = this.#inline.get(register)
    if (operation) return this.#compute(operation)
    const registers = this.#registers
    // Every register that a routine names has its place.
    return () => registers[register] as number
  }

  #compute(operation: Operation): Read {
    switch (operation.op) {
      case 'constant': {
        const { value } = operation
        return () => value
      }
      case 'column': {
        const column = this.#memory.columns[operation.column] ?? new Int32Array()
        const read = this.#element(column, operation.at)
        if (!operation.optional) return read
        return () => {
          const value = read()
          return value === NOT_GIVEN ? Number.NaN : value
        }
      }
      case 'start':
      case 'end': {
        const starts = this.#memory.starts[operation.kind] ?? new Int32Array()
        const holder = this.#read(operation.holder)
        const next = operation.op === 'end' ? 1 : 0
        return () => starts[holder() + next] ?? 0
      }
      case 'stored': {
        const array = this.#memory.arrays[operation.array] ?? new Float64Array()
        const [at, base] = [this.#read(operation.at), this.#read(operation.base)]
        return () => array[at() - base()] ?? Number.NaN
      }
      case 'element':
        return this.#element(this.#pool[operation.pool] ?? new Int32Array(), operation.at)
      case 'clamped': {
        const array = this.#pool[operation.pool] ?? new Int32Array()
        const at = this.#read(operation.at)
        const { low, high } = operation
        return () => array[Math.min(Math.max(at(), low), high) - low] ?? Number.NaN
      }
      case 'rank': {
        const numbers = this.#pool[operation.pool] ?? new Int32Array()
        const at = this.#read(operation.at)
        return () => rankIn(numbers, at())
      }
      case 'not': {
        const test = this.#read(operation.operand)
        return () => 1 - test()
      }
      case 'missing': {
        const value = this.#read(operation.operand)
        return () => (Number.isNaN(value()) ? 1 : 0)
      }
      case 'year': {
        const date = this.#read(operation.operand)
        return () => Math.floor(date() / 10_000)
      }
      case 'select': {
        const test = this.#read(operation.test)
        const [then, otherwise] = [this.#read(operation.then), this.#read(operation.otherwise)]
        return () => (test() === 1 ? then() : otherwise())
      }
      case 'rounded': {
        const value = this.#read(operation.operand)
        const { divisor, mode, signed } = operation
        if (signed) return () => roundedSigned(value(), divisor, mode)
        if (mode === 'half up') {
          const half = divisor / 2 + (divisor % 2 === 0 ? 0.5 : 0)
          const reciprocal = 1 / divisor
          return () => Math.floor((value() + half) * reciprocal)
        }
        const round = ROUNDED[mode]
        return () => round(value(), divisor)
      }
      case 'rounded_by': {
        const [value, by] = [this.#read(operation.operand), this.#read(operation.by)]
        const { mode } = operation
        return () => roundedSigned(value(), by(), mode)
      }
      case 'rounded_product': {
        const [factors, over] = [this.#list(operation.factors), this.#list(operation.over)]
        const { mode } = operation
        return () => roundedProduct(factors(), over(), mode)
      }
      case 'compared_products': {
        const { left, right } = operation
        const [a, b] = [this.#list(left.factors), this.#list(right.factors)]
        const [overA, overB] = [this.#list(left.over), this.#list(right.over)]
        return () => comparedProducts(a(), b(), overA(), overB())
      }
      case 'row': {
        const keys = this.#list(operation.keys)
        const find = this.#tables[operation.table]
        return () => (find ? find(keys()) : -1)
      }
      case 'whole': {
        const [from, to] = [this.#read(operation.from), this.#read(operation.to)]
        const { unit } = operation
        if (unit === 'years') return () => Math.trunc((to() - from()) / 10_000) + 0
        return () => wholeBetween(unit, from(), to())
      }
      case 'shift': {
        const [date, amount] = [this.#read(operation.date), this.#read(operation.amount)]
        const { unit } = operation
        return () => shifted(unit, date(), amount())
      }
      case 'read':
        return this.#read(operation.variable)
      default:
        return binary(
          operation.op,
          this.#source(operation.left),
          this.#source(operation.right),
          this.#registers
        )
    }
  }

  #list(registers: readonly Register[]): () => readonly number[] {
    const reads = registers.map((register) => this.#read(register))
    return () => reads.map((read) => read())
  }

  #element(array: Int32Array | Float64Array, register: Register): Read {
    const { read, register: at } = this.#source(register)
    if (at === undefined) return () => array[read()] ?? Number.NaN
    const registers = this.#registers
    return () => array[registers[at] ?? 0] ?? Number.NaN
  }
}
