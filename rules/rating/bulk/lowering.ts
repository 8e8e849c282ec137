import type { Program, TableProgram } from '../../program/program.ts'
import { known, layoutOf, type Coverage, type Kind, type Layout } from '../layout.ts'
import { prepareTable, type PreparedTable } from '../prepared_table.ts'
import { Builder } from './builder.ts'
import { Codes } from './codes.ts'
import { Columns } from './columns.ts'
import { operandsOf, type ExactProduct, type Operation, type Register } from './ir.ts'
import type { Stored } from './lower_stored.ts'
import type { NumberOperand, Operand } from './operand.ts'
import { Unsupported } from './unsupported.ts'

const BOOLEAN = new Set<Operation['op']>([
  'equal',
  'not_equal',
  'less',
  'less_or_equal',
  'and',
  'or',
  'not',
  'missing',
])

/** The sum of the premiums, that of the fees so far, and what each of those came to; null before they are known. */
export interface Charged {
  premium: NumberOperand | null
  fees: NumberOperand | null
  readonly byName: Map<string, NumberOperand>
}

/** What is known while a program is turned into the intermediate form, and the entities in scope. */
export class Lowering {
  readonly program: Program
  readonly layout: Layout
  readonly builder = new Builder()
  readonly codes = new Codes()
  readonly columns: Columns
  /** Registers that may hold NaN. */
  readonly nullable = new Set<Register>()
  /** What registers that are off by an error are exactly, where that is known. */
  readonly products = new Map<Register, ExactProduct>()
  /** Registers that hold the outcome of a test, not the number of an answer. */
  readonly tests = new Set<Register>()
  readonly memo = new Map<string, Operand>()
  /** The values that are worked out for all entities of a kind beforehand. */
  readonly arrays = new Map<string, Stored>()
  /** Why risks may be given up to the exact path beside numbers beyond doubles. */
  readonly reasons = new Set<string>()
  /** What a charge may speak of: it grows fee by fee. */
  readonly charged: Charged = { premium: null, fees: null, byName: new Map() }
  /** The place of the entity of each kind in scope. */
  readonly scope = new Map<string, Register>()
  coverage: Coverage | null = null
  readonly #tables: ReadonlyMap<string, TableProgram>
  readonly #prepared = new Map<string, PreparedTable>()
  readonly #pools = new Map<string, number>()

  /** Whether the lines of the worksheet are stored. */
  readonly isTraced: boolean

  constructor(program: Program, isTraced: boolean) {
    this.program = program
    this.isTraced = isTraced
    this.layout = layoutOf(program.shape)
    this.columns = new Columns(this.layout)
    this.#tables = new Map(program.tables.map((table) => [table.name, table]))
    this.scope.set('policy', this.builder.risk)
    nameTexts(program, this.codes)
  }

  table(name: string): TableProgram {
    return known(this.#tables.get(name), name)
  }

  /** The table with the index of online rating. */
  preparedTable(name: string): PreparedTable {
    const prepared = this.#prepared.get(name) ?? prepareTable(this.table(name))
    this.#prepared.set(name, prepared)
    return prepared
  }

  /** Computes, and knows whether the result may be missing. */
  compute(operation: Operation): Register {
    const register = this.builder.compute(operation)
    if (this.builder.constantOf(register) !== undefined) return register
    if (BOOLEAN.has(operation.op)) {
      if (!operandsOf(operation).includes(register)) this.tests.add(register)
    } else if (operation.op === 'select') {
      const { then, otherwise } = operation
      if (this.nullable.has(then) || this.nullable.has(otherwise)) this.nullable.add(register)
    } else if (operandsOf(operation).some((operand) => this.nullable.has(operand))) {
      this.nullable.add(register)
    }
    return register
  }

  /** A test's outcome as 1 or 0. */
  asNumber(register: Register): Register {
    if (!this.tests.has(register)) return register
    const [then, otherwise] = [this.builder.constant(1), this.builder.constant(0)]
    return this.builder.compute({ op: 'select', test: register, then, otherwise })
  }

  /** Whether an answer is yes, as a test. */
  asTest(register: Register): Register {
    if (this.tests.has(register)) return register
    return this.compute({ op: 'equal', left: register, right: this.builder.constant(1) })
  }

  /** What can't be carried exactly gives up every risk that comes to it. */
  orGiveUp<T, U>(write: () => T, otherwise: U): T | U {
    try {
      return write()
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error
      this.reasons.add(error.message)
      this.builder.bailIf(this.builder.constant(1))
      return otherwise
    }
  }

  pool(values: Float64Array | Int32Array): number {
    const key = `${values.constructor.name} ${values.join()}`
    const found = this.#pools.get(key) ?? this.builder.addPool(values)
    this.#pools.set(key, found)
    return found
  }

  /** The place in its columns of the entity of a kind in scope. */
  at(kind: Kind): Register {
    const register = this.scope.get(kind.name)
    if (register === undefined) throw new Unsupported(`a ${kind.name} that is not in scope`)
    return register
  }

  within<T>(kind: Kind, register: Register, write: () => T): T {
    const before = this.scope.get(kind.name)
    this.scope.set(kind.name, register)
    try {
      return write()
    } finally {
      if (before === undefined) this.scope.delete(kind.name)
      else this.scope.set(kind.name, before)
    }
  }

  /** With nothing in scope but the policy. */
  alone<T>(write: () => T): T {
    const before = [...this.scope]
    this.scope.clear()
    this.scope.set('policy', this.builder.risk)
    try {
      return this.withCoverage(null, write)
    } finally {
      for (const [kind, register] of before) this.scope.set(kind, register)
    }
  }

  withCoverage<T>(coverage: Coverage | null, write: () => T): T {
    const before = this.coverage
    this.coverage = coverage
    try {
      return write()
    } finally {
      this.coverage = before
    }
  }

  /** Where the entities of a kind begin that the risk has, in whatever lists. */
  base(kind: Kind): Register {
    const { holder } = kind
    if (holder === null) return this.builder.risk
    return this.compute({ op: 'start', kind: kind.index, holder: this.base(holder) })
  }

  /** Where the list of a kind begins and ends that its holder in scope holds. */
  range(kind: Kind): { readonly from: Register; readonly to: Register } {
    const holder = this.at(known(kind.holder ?? undefined, kind.name))
    return {
      from: this.compute({ op: 'start', kind: kind.index, holder }),
      to: this.compute({ op: 'end', kind: kind.index, holder }),
    }
  }

  /** Goes over all entities of a kind, those of its holders in scope with it. */
  forAll(kind: Kind, write: () => void): void {
    const { holder } = kind
    if (holder === null) return write()
    if (!this.scope.has(holder.name)) return this.forAll(holder, () => this.forAll(kind, write))
    const { from, to } = this.range(kind)
    this.builder.loop(from, to, (register) => this.within(kind, register, write))
  }

  /** Writes what is of some kinds where these are known, once for each scope. */
  once(name: string, of: readonly string[], write: () => Operand): Operand {
    const kinds = of.filter((kind) => kind !== 'coverage' && kind !== 'policy')
    const registers = kinds.map((kind) => this.at(this.layout.kind(kind)))
    const coverage = of.includes('coverage') ? this.coverage : null
    const key = `${name} ${registers.join()} ${coverage?.index}`
    const found = this.memo.get(key)
    if (found) return found
    if (of.includes('coverage')) return write()
    const operand = this.builder.outside(registers, () => this.withCoverage(null, write))
    this.memo.set(key, operand)
    return operand
  }
}

function nameTexts(program: Program, codes: Codes): void {
  const visit = (part: unknown) => {
    if (typeof part === 'string') codes.add(part)
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(visit)
  }
  for (const { rows, columns } of program.tables) {
    for (const { keys, values } of rows) {
      for (const cell of keys) if ('is' in cell) codes.add(cell.is)
      values.forEach((value, at) => {
        const type = columns[at]?.type
        if (type !== 'decimal' && type !== 'integer') codes.add(value)
      })
    }
  }
  visit([program.values, program.facts, program.groups, program.discounts, program.premiums])
  visit([program.fees, program.shape.policy])
}
