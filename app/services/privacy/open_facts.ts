import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { joinFacts, type HiddenFacts } from './private_facts.ts'
import { unseal, unwrapKey, type QuoteKey } from './quote_key.ts'

type StoredFacts = Readonly<Record<string, unknown>>

/** A stored version whose private values are still sealed. */
export interface SealedVersion {
  readonly id: string
  readonly quoteId: string
  facts: StoredFacts
  sealedFacts: Buffer | null
  worksheetHash: string
  isErased: boolean
}

/**
 * Puts the private values back into versions that were read. Where their quote was erased, the facts that stand in
 * for its own take their place, with the hash of what those come to.
 */
export async function openVersions(
  versions: readonly SealedVersion[],
  client: QueryClientContract = db.connection()
): Promise<void> {
  const sealed = versions.filter(({ sealedFacts }) => sealedFacts)
  if (sealed.length === 0) return
  const keys = await keysOf([...new Set(sealed.map(({ quoteId }) => quoteId))], client)
  const erased: SealedVersion[] = []
  for (const version of sealed) {
    const key = keys.get(version.quoteId)
    if (key && version.sealedFacts)
      version.facts = openFacts(version.facts, version.sealedFacts, key)
    else erased.push(version)
  }
  if (erased.length > 0) await standIn(erased, client)
}

/** Stored facts with the private values that were sealed beside them. */
export function openFacts(open: StoredFacts, sealed: Buffer | null, key: QuoteKey): StoredFacts {
  // What was sealed is what splitFacts took out.
  return sealed ? joinFacts(open, unseal(key, sealed) as HiddenFacts) : open
}

/** The key of a quote; undefined where it was destroyed, or where it never had one. */
export async function quoteKeyOf(
  quoteId: string,
  client: QueryClientContract = db.connection()
): Promise<QuoteKey | undefined> {
  const keys = await keysOf([quoteId], client)
  return keys.get(quoteId)
}

async function keysOf(ids: readonly string[], client: QueryClientContract) {
  const { rows }: { rows: { id: string; data_key: Buffer }[] } = await client.rawQuery(
    'select id, data_key from quotes where id = any(:ids) and data_key is not null',
    { ids: [...ids] }
  )
  return new Map(rows.map(({ id, data_key: wrapped }) => [id, unwrapKey(wrapped)]))
}

async function standIn(versions: readonly SealedVersion[], client: QueryClientContract) {
  const rows: { id: string; facts: StoredFacts | null; hash: string }[] = await client
    .from('erased_versions')
    .whereIn(
      'quote_version_id',
      versions.map(({ id }) => id)
    )
    .select('quote_version_id as id', 'facts', 'worksheet_hash as hash')
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const version of versions) {
    const row = found.get(version.id)
    version.isErased = true
    if (row?.facts) {
      version.facts = row.facts
      version.worksheetHash = row.hash
    }
  }
}
