import type { Client } from 'pg'
import { asBytea } from '#services/privacy/seal_facts'
import { wordHashes } from '#services/privacy/search_hashes'

/** What one loaded quote in a hundred is found by. */
export const COMMON_NAME = 'Ann Common'

/** The ids of what is loaded begin above it. */
export const LOADED_AFTER = 90_000_000

const COUNT = 100_000

/**
 * Adds a hundred thousand copies of a bound quote, with what hangs on quotes, and as many rows of every other table
 * that grows, and analyses them: within the transaction that the client is in, which is to be rolled back.
 */
export async function storeMany(
  client: Client,
  pattern: { readonly quoteId: string; readonly requoteId: string }
): Promise<void> {
  await client.query('set local session_replication_role = replica')
  const hashes = wordHashes(COMMON_NAME).map((hash) => `'${asBytea(hash)}'::bytea`)
  for (const [table, columns, values, more = ''] of LOADS) {
    const from = `from ${MADE}, quotes q, requotes r where q.id = ${BigInt(pattern.quoteId)} and r.id = ${BigInt(pattern.requoteId)}`
    await client.query(`insert into ${table} (${columns}) select ${values} ${from} ${more}`)
  }
  await client.query(
    `insert into quote_search_hashes (hash, quote_id)
     select hash, n from ${MADE}, unnest(array[${hashes.join(', ')}]) as hash where n % 100 = 0`
  )
  await client.query(copyOf('quote_versions', 'quote_id', pattern.quoteId))
  const tables = [...LOADS.map(([table]) => table), 'quote_versions', 'plans']
  for (const table of new Set(tables)) await client.query(`analyze ${table}`)
  // What a vacuum does by and by.
  await client.query(
    `select brin_summarize_new_values(c.oid) from pg_class c join pg_am a on a.oid = c.relam
     where a.amname = 'brin' and c.relkind = 'i'`
  )
}

const MADE = `generate_series(${LOADED_AFTER + 1}, ${LOADED_AFTER + COUNT}) as n`

/** A row of a table that belongs to the pattern, for every copy: facts and what is sealed left away. */
function copyOf(table: string, key: string, id: string): string {
  return `
    insert into ${table} (quote_id, number, plan_version_id, transaction, effective_on, facts, program_hash, premiums,
      worksheet_hash, decision, currency, premium, fee_total, total, actor_id, request_id, recorded_at)
    select n, 1, plan_version_id, transaction, effective_on, '{}', program_hash, '[]', worksheet_hash, decision,
      currency, premium, fee_total, total, actor_id, request_id, recorded_at
    from ${table} v, ${MADE} where v.${key} = ${BigInt(id)} and v.number = 1`
}

/** A quote every four minutes from New Year on; one in fifty a draft, one in a hundred of another plan. */
const MOMENT = `timestamptz '2026-01-01' + (n - ${LOADED_AFTER}) * interval '4 minutes'`
const STATUS = `case when n % 50 = 7 then 'draft' else
  (array['quoted', 'referred', 'declined', 'bound', 'bound', 'expired', 'expired', 'expired', 'withdrawn'])[1 + n % 9] end`
const OTHER_PLAN = `case when n % 100 = 3 then (select min(id) from plans where id <> q.plan_id) else q.plan_id end`

/** What hangs on bound quotes alone. */
const FEW = 'and n % 10 = 5'

/** Table, columns, and what each row has of `n`, the quote `q` and the re-quote `r`. */
const LOADS: readonly (readonly [string, string, string, string?])[] = [
  [
    'quotes',
    'id, plan_id, created_by, created_at, status, expires_on, effective_on, data_key',
    `n, ${OTHER_PLAN}, q.created_by, ${MOMENT}, ${STATUS}, current_date + 5, date '2026-01-01' + n % 365, q.data_key`,
  ],
  [
    'quote_events',
    'quote_id, number, kind, to_status, actor_id, request_id, recorded_at',
    `n, 1, 'create', 'quoted', q.created_by, cast(n as text), now()`,
  ],
  ['quote_search_hashes', 'hash, quote_id', `decode(md5(cast(n % 20000 as text)), 'hex'), n`],
  [
    'quote_drafts',
    'quote_id, transaction, sealed_facts, saved_by',
    `n, 'new_business', '', -(n % 500)`,
    'and n % 50 = 7',
  ],
  ['quote_assumptions', 'quote_id, number, pointers', `n, 1, '[]'`, FEW],
  ['quote_elections', 'quote_id, rule, actor_id', `n, 'pip', q.created_by`, FEW],
  [
    'policies',
    'id, number, quote_id, plan_id, bound_by',
    `n, 'TX-' || n, n, q.plan_id, q.created_by`,
    FEW,
  ],
  [
    'policy_versions',
    'id, policy_id, term, number, quote_version_id, period, facts, program_hash, worksheet, currency, total',
    `n, n, 1, 1, n, '[2026-01-01,2026-07-01)', '{}', '', '{}', 'USD', 1`,
    FEW,
  ],
  ['instalments', 'policy_version_id, number, due_on, amount', `n, 1, '2026-01-01', 1`, FEW],
  ['notices', 'id, quote_id, policy_id, kind', `n, n, n, 'policy_issued'`, FEW],
  ['notice_mails', 'notice_id, recipient, sent_at', `n, 'insured', now()`, FEW],
  [
    'live_events',
    'id, channel, payload, recorded_at',
    `n, 'quotes', '{}', now() - interval '0.5 seconds' * (${LOADED_AFTER + COUNT} - n)`,
  ],
  [
    'idempotency_keys',
    'user_id, key, fingerprint, claim, claimed_at, status',
    `q.created_by, cast(n as text), '', '', now() - interval '0.5 seconds' * (${LOADED_AFTER + COUNT} - n), 201`,
  ],
  [
    'requote_items',
    'requote_id, quote_id, status, before',
    `case when n % 2 = 0 then r.id else -n end, n, 'rated', 1`,
  ],
]
