import type { HashedProgram, Program, TableProgram } from '../program/program.ts'

/** A part of the rates that can be taken from the one edition or the other. */
export interface RateChange {
  readonly title: string
  /** The table that differs; null for all that is not a table which both editions have alike in form. */
  readonly table: string | null
}

/** What differs between two editions of a plan, apart from fees and from where things are written. */
export function rateChanges(before: Program, after: Program): readonly RateChange[] {
  const tables = before.tables.flatMap((table) => {
    const other = twinOf(table, after)
    return other && content(table) !== content(other) ? [table.name] : []
  })
  const isSame = content(rest(before, after)) === content(rest(after, before))
  return [
    ...tables.map((name) => ({ title: `Table ${name.replaceAll('_', ' ')}`, table: name })),
    ...(isSame ? [] : [{ title: 'Steps, rules and discounts', table: null }]),
  ]
}

/** An edition between two: the changes that are named come from the second one. */
export function hybridOf(
  before: HashedProgram,
  after: HashedProgram,
  changes: readonly RateChange[]
): HashedProgram {
  const tables = new Set(changes.map(({ table }) => table))
  const base = tables.has(null) ? after : before
  const picked = base.program.tables.map((table) => {
    const own = before.program.tables.find(({ name }) => name === table.name)
    const twin = own && twinOf(own, after.program)
    return own && twin ? (tables.has(table.name) ? twin : own) : table
  })
  // The hash names the edition that the rest is of; nobody stores what a hybrid rates.
  return { program: { ...base.program, tables: picked }, hash: base.hash }
}

/** The table of the same name and form in another edition. */
function twinOf(table: TableProgram, { tables }: Program): TableProgram | undefined {
  const twin = tables.find(({ name }) => name === table.name)
  return twin && form(twin) === form(table) ? twin : undefined
}

function form({ keys, columns, firstMatch, refuses }: TableProgram): string {
  return JSON.stringify({ keys, columns, firstMatch, refuses })
}

function rest(program: Program, other: Program) {
  const { tables, values, facts, groups, discounts, premiums, total } = program
  const own = tables.filter((table) => twinOf(table, other) === undefined)
  return { tables: own, values, facts, groups, discounts, premiums, total }
}

const PLACES: readonly string[] = ['at', 'row', 'file', 'citation', 'text', 'worstCase']

/** What something means, whatever line it stands on and whoever is cited. */
function content(part: unknown): string {
  return JSON.stringify(part, (key, value: unknown) => (PLACES.includes(key) ? undefined : value))
}
