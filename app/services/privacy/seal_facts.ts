import type { Facts, ProductShape } from '#rules/index'
import { seal, type QuoteKey } from './quote_key.ts'
import { splitFacts } from './private_facts.ts'
import { searchHashes } from './search_hashes.ts'

/** Facts as they are stored. */
export interface SealedFacts {
  readonly open: Facts
  /** The private values; null where there are none. */
  readonly sealed: Buffer | null
  /** By which the quote is found: each a `bytea` as PostgreSQL writes it. */
  readonly hashes: string[]
}

/** Bytes as PostgreSQL writes them. */
export function asBytea(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`
}

/** Facts made ready to store: private values sealed by the quote's key, and their search hashes. */
export function sealFacts(shape: ProductShape, facts: Facts, key: QuoteKey): SealedFacts {
  const { open, hidden, values } = splitFacts(shape, facts)
  return {
    open,
    sealed: hidden && seal(key, hidden),
    hashes: searchHashes(values).map(asBytea),
  }
}
