import type { Program, TableProgram } from '../program/program.ts'
import { compileDiscounts, type PreparedDiscounts } from './compile_discounts.ts'
import { compileExpression } from './compile_expression.ts'
import { known, layoutOf, type Layout } from './layout.ts'
import { prepareTable, type PreparedTable } from './prepared_table.ts'
import { readOf, type Evaluate, type Of, type Slot } from './slot.ts'

/** A fact of the conditions. */
export interface FactSlot extends Slot {
  /** The kind of entity that a list is of; null for any other fact. */
  readonly listOf: string | null
}

/** Where a rule's outcome is found: the group it runs in, and what that group is of. */
export interface RulePlace {
  readonly group: number
  /** Its place in the group. */
  readonly index: number
  readonly of: Of
}

/** What closures are compiled against: a program's names, resolved. */
export class Compiler {
  readonly program: Program
  readonly layout: Layout
  readonly groups: readonly Of[]
  readonly #tables: ReadonlyMap<string, PreparedTable>
  readonly #values: ReadonlyMap<string, Slot>
  readonly #facts: ReadonlyMap<string, FactSlot>
  #slots = 0
  readonly #rules = new Map<string, RulePlace>()
  readonly #discounts = new Map<string, PreparedDiscounts>()

  /** `readTable` prepares each table: coverage watches what is looked up in them. */
  constructor(program: Program, readTable: (table: TableProgram) => PreparedTable = prepareTable) {
    this.program = program
    this.layout = layoutOf(program.shape)
    this.#tables = new Map(program.tables.map((table) => [table.name, readTable(table)]))
    this.groups = program.groups.map(({ of }) => readOf(of, this.layout))
    program.groups.forEach(({ rules }, group) => {
      const of = known(this.groups[group], 'groups')
      rules.forEach(({ name }, at) => this.#rules.set(name, { group, index: at, of }))
    })
    const blocks = Map.groupBy(program.discounts, ({ name }) => name)
    const values = program.values.filter(({ name }) => !blocks.has(name))
    const slot = (name: string, of: readonly string[], type: Slot['type']): Slot => ({
      index: this.#slots++,
      name,
      of: readOf(of, this.layout),
      type,
      evaluate: unset,
    })
    this.#values = new Map([
      ...values.map(({ name, of, type }) => [name, slot(name, of, type)] as const),
      ...[...blocks].map(
        ([name, [first]]) => [name, slot(name, first?.of ?? [], 'decimal')] as const
      ),
    ])
    this.#facts = new Map(
      program.facts.map(({ name, of, type, expression }) => {
        const listOf = expression.op === 'list' ? expression.over : null
        return [name, { ...slot(name, of, type), listOf }]
      })
    )
    this.#compile(values, blocks)
  }

  /** How many values, facts and other expressions so far are worked out once for what they are of. */
  get slots(): number {
    return this.#slots
  }

  /** A place for an expression without a name. */
  unnamed(of: Of, evaluate: Evaluate): Slot {
    return { index: this.#slots++, name: '', of, type: 'decimal', evaluate }
  }

  slot(name: string): Slot {
    return known(this.#values.get(name), name)
  }

  fact(name: string): FactSlot {
    return known(this.#facts.get(name), name)
  }

  table(name: string): PreparedTable {
    return known(this.#tables.get(name), name)
  }

  rule(name: string): RulePlace {
    return known(this.#rules.get(name), name)
  }

  /** The discounts whose value has that name; undefined where it is any other value. */
  discounts(name: string): PreparedDiscounts | undefined {
    return this.#discounts.get(name)
  }

  #compile(values: Program['values'], blocks: ReadonlyMap<string, Program['discounts']>): void {
    for (const { name, expression } of values) {
      this.slot(name).evaluate = compileExpression(expression, this)
    }
    for (const { name, expression } of this.program.facts) {
      this.fact(name).evaluate = compileExpression(expression, this)
    }
    for (const [name, programs] of blocks) {
      const prepared = compileDiscounts(programs, this)
      this.#discounts.set(name, prepared)
      this.slot(name).evaluate = prepared.taken
    }
  }
}

const unset: Evaluate = () => {
  throw new Error('Evaluated before it was compiled')
}
