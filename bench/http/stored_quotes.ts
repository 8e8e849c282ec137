import { Client } from 'pg'

/** They are spread over a year. */
const YEAR_MINUTES = 525_600

/** How many are copied in one transaction. */
const AT_ONCE = 50_000

/**
 * Copies a quote so many times, with its journal and search hashes: under days and statuses of their own, most of
 * them closed as in any office. One in a hundred is found by the same values as the pattern, each other by values that
 * one in 20,000 shares. Triggers do not run meanwhile; statistics are fresh afterwards.
 */
export async function storeQuotes(
  databaseUrl: string,
  pattern: string,
  count: number
): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    for (let stored = 0; stored < count; stored += AT_ONCE) {
      await client.query('begin')
      for (const statement of copies(pattern, stored, count)) await client.query(statement)
      await client.query('commit')
    }
    for (const table of TABLES) await client.query(`vacuum analyze ${table}`)
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}

const TABLES = ['quotes', 'quote_versions', 'quote_events', 'quote_search_hashes', 'live_events']

/** The statements for the next of them, in one transaction: the copies take the numbers that come next. */
function copies(pattern: string, stored: number, count: number): readonly string[] {
  const upTo = Math.min(stored + AT_ONCE, count)
  const copied = `made where each.quote_id = ${BigInt(pattern)}`
  const recorded = `recorded_at - (${count} - n) * interval '${YEAR_MINUTES / count} minutes'`
  return [
    `create temporary table made on commit drop as
       select nextval('quotes_id_seq') as id, n from generate_series(${stored + 1}, ${upTo}) as n`,
    `insert into quote_versions (quote_id, number, plan_version_id, transaction, effective_on, facts, sealed_facts,
       program_hash, premiums, worksheet_hash, decision, currency, premium, fee_total, total, actor_id, request_id,
       recorded_at)
     select made.id, 1, plan_version_id, transaction, effective_on, facts, sealed_facts, program_hash, premiums,
       worksheet_hash, decision, currency, premium, fee_total, total, actor_id, request_id, ${recorded}
     from quote_versions each, ${copied}`,
    `insert into quote_events (id, quote_id, number, kind, to_status, actor_id, request_id, recorded_at)
     select nextval('quote_events_id_seq'), made.id, 1, kind, to_status, actor_id, request_id, ${recorded}
     from quote_events each, ${copied} and each.number = 1`,
    `insert into quote_search_hashes (hash, quote_id)
     select case n % 100 when 0 then hash
       else substring(sha256(hash || cast(cast(n % 20000 as text) as bytea)) for 16) end, made.id
     from made, quote_search_hashes each where each.quote_id = ${BigInt(pattern)} order by made.id`,
    `insert into quotes (id, plan_id, created_by, created_at, status, expires_on, expiry_reason, own_expires_on,
       own_expiry_reason, effective_on, data_key)
     select made.id, plan_id, created_by, created_at - (${count} - n) * interval '${YEAR_MINUTES / count} minutes',
       (array['quoted', 'referred', 'declined', 'bound', 'bound', 'expired', 'expired', 'expired', 'expired',
         'withdrawn'])[1 + (n + n / 100) % 10],
       expires_on, expiry_reason, own_expires_on, own_expiry_reason, effective_on - cast(n % 365 as integer), data_key
     from quotes each, made where each.id = ${BigInt(pattern)}`,
  ]
}
