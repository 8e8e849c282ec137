import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { asPrepared } from '#services/as_prepared'
import { openFacts } from '#services/privacy/open_facts'
import { unwrapKey, type QuoteKey } from '#services/privacy/quote_key'
import type { MovableQuote } from './move_quote.ts'
import type { ShownVersion } from './prove_price.ts'

/** The version of a quote that would be bound. */
export interface BindableVersion extends ShownVersion {
  readonly id: string
  readonly currency: string
  readonly effectiveOn: string
}

/** A quote with all that a binding turns on, as it was at one moment. */
export interface BindableQuote extends MovableQuote {
  readonly id: string
  readonly plan: { readonly name: string; readonly title: string; readonly state: string }
  /** The number of its policy; null where it has none. */
  readonly policy: string | null
  /** The rules whose requirements are there in writing. */
  readonly elections: readonly string[]
  readonly producer: string
  readonly sealedInsured: Buffer | null
  /** Who would bind it. */
  readonly boundBy: string
}

/** What is read for a binding; `newest` is undefined for a draft, and for a quote that was erased. */
export interface ReadForBinding {
  readonly quote: BindableQuote
  readonly newest: { readonly version: BindableVersion; readonly key: QuoteKey } | undefined
}

/** All of it in one statement. */
const READ = `
  select q.id, q.status, q.lock_version as "lockVersion", q.expires_on as "expiresOn",
    q.expiry_reason as "expiryReason", q.erased_at is not null as "isErased",
    q.sealed_insured as "sealedInsured", q.data_key as "dataKey",
    plans.name as "planName", plans.title as "planTitle", plans.state, plans.time_zone as "timeZone",
    p.number as policy, producer.full_name as producer, binder.full_name as "boundBy",
    array(select rule from quote_elections where quote_id = q.id) as elections,
    v.id as "versionId", v.plan_version_id as "planVersionId", v.program_hash as "programHash",
    v.facts, v.sealed_facts as "sealedFacts", v.worksheet_hash as "worksheetHash", v.currency,
    v.total, v.effective_on as "effectiveOn"
  from quotes q
  join plans on plans.id = q.plan_id
  join users producer on producer.id = q.created_by
  join users binder on binder.id = :userId
  left join policies p on p.quote_id = q.id
  left join lateral (
    select * from quote_versions where quote_id = q.id order by number desc limit 1
  ) v on true
  where q.id = :id`

/** Reads a quote for someone to bind it, without locking it; undefined where there is none. */
export async function readForBinding(
  id: string,
  userId: number,
  client: QueryClientContract
): Promise<ReadForBinding | undefined> {
  const { rows } = await asPrepared('read_for_binding', client.rawQuery(READ, { id, userId }))
  const [row] = rows
  if (!row) return undefined
  const { planName: name, planTitle: title, state, dataKey, facts, sealedFacts, ...rest } = row
  const quote: BindableQuote = { ...rest, plan: { name, title, state } }
  if (row.versionId === null || dataKey === null) return { quote, newest: undefined }
  const key = unwrapKey(dataKey)
  const version: BindableVersion = {
    ...rest,
    id: row.versionId,
    facts: openFacts(facts, sealedFacts, key),
  }
  return { quote, newest: { version, key } }
}
