import { isDecimal, type Exact } from '../money/decimal.ts'
import type { Domain } from '../plan/domain.ts'
import type { TableModel } from '../plan/model.ts'
import { OfRows } from '../plan/of_rows.ts'
import type { KeyDomain, TotalityProof } from '../plan/proving.ts'

const proofs = new OfRows<TotalityProof>()

/**
 * The proof of a table for these values of its keys, or the one of before: a table is not proved
 * again for each coverage that looks it up alike, nor with each edit of the plan.
 */
export function keptProof(
  table: TableModel,
  keys: readonly KeyDomain[],
  prove: () => TotalityProof
): TotalityProof {
  const { firstMatch, errorOutside } = table
  const domains = keys.map(({ domain, mayBeMissing }) => [mayBeMissing, wordsOf(domain)])
  const way = JSON.stringify([firstMatch, errorOutside, table.keys, domains])
  return proofs.get(table.rows, way, prove)
}

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
