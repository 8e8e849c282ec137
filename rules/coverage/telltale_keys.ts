import type { GenerateOptions } from '../facts/generate_facts.ts'
import { indexShape } from '../plan/shape_index.ts'
import type { Expression, Program, TableProgram } from '../program/program.ts'
import { edgesOf } from './edges.ts'

/**
 * For answers that are looked up as they are, the keys worth asking about, by `entity.field`: what a
 * table that refuses the rest does hold, as random ZIP codes would all be refused, and, with
 * `edges`, both sides of every edge of a band.
 */
export function telltaleKeys(
  program: Program,
  { edges }: { readonly edges: boolean }
): NonNullable<GenerateOptions['values']> {
  const tables = new Map(program.tables.map((table) => [table.name, table]))
  const found = new Map<string, readonly (string | number)[]>()
  for (const lookup of allExpressions(program).flatMap(lookupsIn)) {
    const table = tables.get(lookup.table)
    for (const [at, key] of lookup.keys.entries()) {
      if (!table || key.op !== 'field') continue
      const kind = table.keys[at]?.kind
      const isRare = kind === 'text band' || (table.refuses && kind === 'exact')
      const keys = isRare ? exactKeys(table, at) : []
      const numbers = edges ? edgeNumbers(table, at, key, program) : []
      const known = found.get(`${key.entity}.${key.field}`) ?? []
      const values = new Set([...known, ...keys, ...numbers])
      if (values.size > 0) found.set(`${key.entity}.${key.field}`, [...values])
    }
  }
  return Object.fromEntries(found)
}

export type Lookup = Extract<Expression, { readonly op: 'lookup' | 'interpolate' }>

/** Every expression that a rating may work out. */
export function allExpressions({
  values,
  facts,
  premiums,
  total,
  fees,
}: Program): readonly Expression[] {
  return [
    ...[...values, ...facts].map(({ expression }) => expression),
    ...premiums.flatMap(({ steps }) => steps.flatMap(({ operand }) => operand ?? [])),
    ...(total?.steps ?? []).flatMap(({ operand }) => operand ?? []),
    ...fees.map(({ amount }) => amount),
  ]
}

function exactKeys({ rows }: TableProgram, at: number): readonly string[] {
  return rows.flatMap(({ keys }) => {
    const cell = keys[at]
    if (cell && 'fromText' in cell) return [cell.fromText, cell.toText]
    return cell && 'is' in cell ? [cell.is] : []
  })
}

/** The whole numbers at edges that the answer may have. */
function edgeNumbers(
  table: TableProgram,
  at: number,
  key: Extract<Expression, { readonly op: 'field' }>,
  { shape }: Program
): readonly number[] {
  const type = indexShape(shape).entities.get(key.entity)?.fields.get(key.field)?.type
  const kind = table.keys[at]?.kind
  if (type?.kind !== 'integer' || kind === 'exact' || kind === 'text band') return []
  return edgesOf(table, at, new Set())
    .map(({ number }) => Number(number))
    .filter((number) => number >= type.low && number <= type.high)
}

/** All look-ups of an expression, in whatever of its parts: cases hold theirs in pairs. */
export function lookupsIn(part: unknown): readonly Lookup[] {
  if (Array.isArray(part)) return part.flatMap(lookupsIn)
  if (typeof part !== 'object' || part === null) return []
  const nested = Object.values(part).flatMap(lookupsIn)
  return isLookup(part) ? [part, ...nested] : nested
}

/** Whatever has such an `op` inside an expression is one, as program.ts defines them. */
function isLookup(part: object): part is Lookup {
  return 'op' in part && (part.op === 'lookup' || part.op === 'interpolate')
}
