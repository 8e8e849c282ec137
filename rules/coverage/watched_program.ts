import { compare } from '../money/arithmetic.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { Facts } from '../facts/facts.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import type { HashedProgram, Program, TableProgram } from '../program/program.ts'
import { compileNumber } from '../rating/compile_expression.ts'
import { Compiler } from '../rating/compiler.ts'
import { runRules } from '../rating/online_engine.ts'
import { prepareWith, type PreparedProgram } from '../rating/prepare.ts'
import { rowsOn } from '../rating/interpolate.ts'
import { prepareTable, type PreparedTable } from '../rating/prepared_table.ts'
import { rate } from '../rating/rate.ts'
import { Risk } from '../rating/risk.ts'
import { forEachCombination, readOf } from '../rating/slot.ts'
import type { Key } from '../rating/cell.ts'
import type { Worksheet } from '../rating/worksheet.ts'
import { innerBounds } from './bounds.ts'
import { visitEvidence } from './branches.ts'
import { feeName, outcomeId, rowId } from './points_of.ts'

/** What one risk reached. */
export interface Seen {
  /** Ids of points. */
  readonly points: Set<string>
  /** By table and place of the key column in bands (`class_factor 0`), the numbers looked up. */
  readonly keys: Map<string, Set<string>>
}

/** Empty, to be filled. */
export function nothingSeen(): Seen {
  return { points: new Set(), keys: new Map() }
}

/** A program that tells what each risk reaches in it; the online evaluator, with tables that look back. */
export class WatchedProgram {
  readonly #prepared: PreparedProgram
  readonly #bounds: readonly ((risk: Risk, seen: Seen) => void)[]
  #seen: Seen | null = null

  constructor(compiled: HashedProgram) {
    const compiler = new Compiler(compiled.program, (table) => this.#watch(table))
    this.#prepared = prepareWith(compiler, compiled)
    this.#bounds = innerBounds(compiled.program).map(({ id, of, expression }) => {
      const operand = compileNumber(expression.operand, compiler)
      const bound = compileNumber(expression.bound, compiler)
      const scope = readOf(of, compiler.layout)
      return (risk, seen) =>
        forEachCombination(scope, risk, () => {
          const [value, limit] = [operand(risk), bound(risk)]
          if (limit === null) return
          const order = value === null ? null : compare(value, limit)
          const binds = order === null || (expression.op === 'at_least' ? order < 0 : order > 0)
          seen.points.add(outcomeId('bound', id, binds))
        })
    })
  }

  /** Rates the risk and adds what it reached; null, with nothing added, where the plan refuses it. */
  async see(facts: Facts, into: Seen): Promise<Worksheet | null> {
    const seen = nothingSeen()
    this.#seen = seen
    const outcome = await rate(this.#prepared, facts)
    const worksheet = outcome.ok ? outcome.worksheet : null
    this.#seen = null
    if (worksheet === null) return null
    seeWorksheet(worksheet, seen)
    await this.#seeConditions(facts, seen)
    for (const id of seen.points) into.points.add(id)
    for (const [column, keys] of seen.keys) {
      const known = into.keys.get(column) ?? new Set()
      into.keys.set(column, known)
      for (const key of keys) known.add(key)
    }
    return worksheet
  }

  async #seeConditions(facts: Facts, seen: Seen): Promise<void> {
    const { layout, slots, engine } = this.#prepared
    const risk = new Risk(layout, facts, slots)
    for (const { name, event, result, conditions } of await runRules(engine, risk)) {
      const { type } = event
      if (type !== 'discount' && type !== 'step') {
        seen.points.add(outcomeId('rule', name, result === true))
      }
      visitEvidence(conditions, '', (path, holds) =>
        seen.points.add(outcomeId('branch', `${name}${path}`, holds))
      )
    }
    for (const look of this.#bounds) look(risk, seen)
  }

  #watch(table: TableProgram): PreparedTable {
    const prepared = prepareTable(table)
    const inBands = table.keys.flatMap(({ kind }, at) =>
      kind === 'band' ? [{ at, column: `${table.name} ${at}` }] : []
    )
    const ids = table.rows.map((_, row) => rowId(table.name, row))
    return {
      ...prepared,
      program: null,
      find: (keys) => {
        const row = prepared.find(keys)
        const seen = this.#seen
        if (seen === null || row < 0) return row
        const interval = prepared.intervals[row]
        for (const read of interval ? rowsOn(interval, keys) : [row]) {
          const id = ids[read]
          if (id !== undefined) seen.points.add(id)
        }
        for (const { at, column } of inBands) seeKey(column, keys[at] ?? null, seen)
        return row
      },
    }
  }
}

function seeKey(column: string, key: Key, { keys }: Seen): void {
  if (key === null || typeof key === 'string') return
  const known = keys.get(column) ?? new Set()
  keys.set(column, known)
  known.add(typeof key === 'number' ? String(key) : formatExact(key, 0))
}

function seeWorksheet({ sections, policyTotal, fees }: Worksheet, { points }: Seen): void {
  for (const { status, op, step, discounts } of [
    ...sections.flatMap(({ premiums }) => premiums.flatMap(({ lines }) => lines)),
    ...(policyTotal?.lines ?? []),
  ]) {
    points.add(outcomeId('step', step, status !== 'does not apply'))
    if (op === 'at least' || op === 'at most') {
      if (status !== 'does not apply') points.add(outcomeId('bound', step, status === 'applied'))
    }
    if (!discounts) continue
    for (const { name, status: granted } of discounts.items) {
      points.add(outcomeId('discount', name, granted === 'granted'))
    }
    const [sum, cap] = [parseDecimal(discounts.sum), parseDecimal(discounts.atMost ?? '')]
    if (sum && cap) points.add(outcomeId('bound', DISCOUNTS, compare(sum, cap) > 0))
  }
  for (const fee of fees) points.add(outcomeId('fee', feeName(fee), fee.status === 'applied'))
}

/** What the value of the discounts is called in every program. */
const DISCOUNTS: Program['discounts'][number]['name'] = 'discounts'
