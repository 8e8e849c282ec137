import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { Facts, ProductShape } from '#rules/index'
import { openFacts } from './open_facts.ts'
import { newQuoteKey, unwrapKey } from './quote_key.ts'
import { sealFacts } from './seal_facts.ts'

/** How many quotes are read at a time. */
const AT_ONCE = 500

interface StoredVersion {
  readonly id: string
  readonly facts: Facts
  readonly sealed_facts: Buffer | null
  readonly plan_version_id: number
}

/** Seals what was stored in clear: a key for each quote, private values out of the facts of all its versions. */
export async function sealStoredFacts(client: QueryClientContract): Promise<void> {
  const shapes = new Map<number, ProductShape>()
  for await (const quoteId of quoteIds(client, 'data_key is null')) {
    const { key, wrapped } = newQuoteKey()
    await client.from('quotes').where('id', quoteId).update({ data_key: wrapped })
    for (const [table, versions] of await versionsOf(client, quoteId)) {
      for (const version of versions) {
        const shape = await shapeOf(version.plan_version_id)
        const { open, sealed, hashes } = sealFacts(shape, version.facts, key)
        await client
          .from(table)
          .where('id', version.id)
          .update({ facts: JSON.stringify(open), sealed_facts: sealed })
        await client.rawQuery(
          `insert into quote_search_hashes (hash, quote_id)
           select hash, :quoteId from unnest(cast(:hashes as bytea[])) as hash on conflict do nothing`,
          { quoteId, hashes }
        )
      }
    }
  }

  async function shapeOf(planVersionId: number): Promise<ProductShape> {
    const known = shapes.get(planVersionId)
    if (known) return known
    const { rows } = await client.rawQuery(
      `select program->'shape' as shape from plan_versions where id = ?`,
      [planVersionId]
    )
    shapes.set(planVersionId, rows[0].shape)
    return rows[0].shape
  }
}

/** Brings the private values back in clear. What was erased stays so: its versions have the facts that stand in. */
export async function unsealStoredFacts(client: QueryClientContract): Promise<void> {
  for await (const quoteId of quoteIds(client, 'true')) {
    const { data_key: wrapped } = await client
      .from('quotes')
      .where('id', quoteId)
      .select('data_key')
      .firstOrFail()
    for (const [table, versions] of await versionsOf(client, quoteId)) {
      for (const { id, facts, sealed_facts: sealed } of versions) {
        if (!sealed) continue
        const whole = wrapped ? openFacts(facts, sealed, unwrapKey(wrapped)) : facts
        await client
          .from(table)
          .where('id', id)
          .update({ facts: JSON.stringify(whole) })
      }
    }
  }
  await client.rawQuery(
    `update quote_versions v set facts = e.facts, worksheet_hash = e.worksheet_hash
     from erased_versions e where e.quote_version_id = v.id and e.facts is not null`
  )
}

async function* quoteIds(client: QueryClientContract, where: string): AsyncGenerator<string> {
  let after = '0'
  for (;;) {
    const rows: { id: string }[] = await client
      .from('quotes')
      .where('id', '>', after)
      .whereRaw(where)
      .orderBy('id')
      .limit(AT_ONCE)
      .select('id')
    for (const { id } of rows) yield id
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

async function versionsOf(
  client: QueryClientContract,
  quoteId: string
): Promise<readonly (readonly [table: string, versions: readonly StoredVersion[]])[]> {
  const quoted: StoredVersion[] = await client
    .from('quote_versions')
    .where('quote_id', quoteId)
    .select('id', 'facts', 'sealed_facts', 'plan_version_id')
  const bound: StoredVersion[] = await client
    .from('policy_versions as p')
    .join('quote_versions as v', 'v.id', 'p.quote_version_id')
    .where('v.quote_id', quoteId)
    .select('p.id', 'p.facts', 'p.sealed_facts', 'v.plan_version_id')
  return [
    ['quote_versions', quoted],
    ['policy_versions', bound],
  ]
}
