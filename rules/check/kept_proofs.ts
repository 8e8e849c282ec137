import { isDecimal, type Exact } from '../money/decimal.ts'
import type { Domain } from '../plan/domain.ts'
import type { TableModel, TableRow } from '../plan/model.ts'
import type { KeyDomain, TotalityProof } from '../plan/proving.ts'

/** By the rows themselves, which `keptRows` keeps for a file that has not changed: they go together. */
const kept = new WeakMap<readonly TableRow[], Map<string, TotalityProof>>()

/**
 * The proof of a table for these values of its keys, or the one of before: a table is not proved
 * again for each coverage that looks it up alike, nor with each edit of the plan.
 */
export function keptProof(
  table: TableModel,
  keys: readonly KeyDomain[],
  prove: () => TotalityProof
): TotalityProof {
  const ways = kept.get(table.rows) ?? new Map<string, TotalityProof>()
  const { firstMatch, errorOutside } = table
  const domains = keys.map(({ domain, mayBeMissing }) => [mayBeMissing, wordsOf(domain)])
  const way = JSON.stringify([firstMatch, errorOutside, table.keys, domains])
  const before = ways.get(way)
  if (before) return before
  const proof = prove()
  if (ways.size >= MOST_WAYS) ways.clear()
  kept.set(table.rows, ways.set(way, proof))
  return proof
}

/** Enough for each coverage of a state; beyond it the proofs of a table are made anew. */
const MOST_WAYS = 64

function wordsOf(domain: Domain): readonly unknown[] {
  switch (domain.kind) {
    case 'numbers':
      return ['numbers', wordOf(domain.low), wordOf(domain.high), domain.whole]
    case 'set':
      return ['set', ...domain.values.map(wordOf)]
    case 'texts':
      return ['texts', ...domain.values]
    case 'any':
      return ['any']
  }
}

function wordOf(value: Exact | null): string | null {
  if (value === null) return null
  return isDecimal(value)
    ? `${value.coefficient}e-${value.scale}`
    : `${value.numerator}/${value.denominator}`
}
