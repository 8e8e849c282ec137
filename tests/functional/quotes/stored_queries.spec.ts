import { Client } from 'pg'
import { test } from '@japa/runner'
import { newestEventId, pruneOutbox, readMissedEvents } from '#live/read_outbox'
import { readQuoteFilter } from '#http/quote_filter'
import { pruneKeys } from '#services/idempotency/keep_answer'
import { expireQuotes } from '#services/quotes/life/expire_quotes'
import { listQuotes } from '#services/quotes/list_quotes'
import { createAgent } from '#tests/harness/agent'
import { explain } from '#tests/harness/explain'
import { COMMON_NAME, LOADED_AFTER, storeMany } from '#tests/harness/many_stored'
import { openRequest, post, quoteOf } from '#tests/harness/quotes'
import { sentDuring, type SentQuery } from '#tests/harness/sent_queries'

/**
 * Nine queries in ten take so many rows of what is stored, with all that is joined and filtered away: a search for two
 * words reads the thousand quotes of a common name, and both words of each. Every query takes
 * a sixth at most: those search for a name of a thousand quotes within some days.
 */
const ROWS_OF_A_PAGE = 3500
const MOST_ROWS = 16_500

/** A scan that a limit ends by then reads no table whole. */
const STOPPED_EARLY = 100

/**
 * What reads as much as there is for it to do: counts and sums of a plan's quotes or a job's items, the relay, which
 * takes all that is new, and what forgets all that is old.
 */
const AS_MUCH_AS_THERE_IS =
  /count\(\*\)::int|count\(\*\) filter|"live_events" where "id" > \$1 order|^delete from "live_events"/

/** What may be read whole: it grows with plans and people, not with quotes. */
const SMALL = ['plans', 'plan_versions', 'plan_events', 'users', 'requotes', 'auth_access_tokens']

/** Each filter of a list of quotes, some of them met by few and some by most. */
const FILTERS: readonly Readonly<Record<string, string>>[] = [
  { status: 'bound' },
  { status: 'quoted,approved' },
  { status: 'approved' },
  { state: 'TX' },
  { state: 'NY' },
  { plan: 'texas_personal_auto' },
  { plan: 'nowhere' },
  { effective_from: '2026-03-01', effective_to: '2026-03-02' },
  { effective_from: '2026-03-01' },
  { created_from: '2026-02-01', created_to: '2026-02-02' },
  { created_from: '2026-02-01' },
  { created_to: '2026-02-01' },
  { search: COMMON_NAME },
  { search: 'common' },
  { search: 'Nobody Common' },
  { search: '78701' },
  { search: 'TX-90000005' },
]

/** Each filter alone, with a cursor, and with each other one. */
function listings(): readonly Readonly<Record<string, string>>[] {
  const pairs = FILTERS.flatMap((one, at) =>
    FILTERS.slice(at + 1)
      .filter((other) => !Object.keys(other).some((key) => key in one))
      .map((other) => ({ ...one, ...other }))
  )
  const cursor = String(LOADED_AFTER + 50_000)
  return [{}, { cursor }, ...FILTERS, ...FILTERS.map((one) => ({ ...one, cursor })), ...pairs]
}

/** Statements that carry something out; a lock would hold up the server that runs beside. */
function isQuery({ sql }: SentQuery): boolean {
  return /^\s*(select|with|delete|update)\b/i.test(sql) && !/pg_advisory|pg_notify/.test(sql)
}

test.group('Of a hundred thousand quotes', () => {
  test('no query of the API reads a table whole, and a page few rows', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent('admin')
    const id = await quoteOf(client, agent, await openRequest())
    const bound = await post(client, agent, `${id}/bind`, { instalments: 3 })
    bound.assertStatus(201)
    const { number: policy } = bound.body().data
    const requote = await client
      .post('/api/v1/plans/texas_personal_auto/requotes')
      .bearerToken(agent.token)
      .json({ apply: false })
    const requoteId: string = requote.body().data.id
    const get = async (path: string) => {
      const answer = await client.get(`/api/v1/${path}`).bearerToken(agent.token)
      assert.equal(answer.status(), 200, `${path}: ${answer.text()}`)
    }
    const sent = await sentDuring(async () => {
      for (const { cursor, ...query } of listings()) {
        await listQuotes(readQuoteFilter(query), cursor, 50)
      }
      await get('quotes?limit=50')
      await get(`quotes/${id}?include=versions,journal,elections,rerate`)
      for (const path of ['notices', 'versions/1', 'versions/1/worksheet']) {
        await get(`quotes/${id}/${path}`)
      }
      await get('quotes/drafts')
      await get(`policies/${policy}`)
      await get('plans')
      await get('plans/texas_personal_auto/versions')
      await get('plans/texas_personal_auto/requotes')
      await get(`requotes/${requoteId}`)
      await get(`requotes/${requoteId}/items`)
      await expireQuotes('test')
      await pruneOutbox()
      await pruneKeys()
      await readMissedEvents(['quotes'], '90000000', '90000100')
      await newestEventId()
    })
    const database = new Client({ connectionString: process.env.DATABASE_URL })
    await database.connect()
    try {
      await database.query('begin')
      await storeMany(database, { quoteId: id, requoteId })
      const seen = new Set<string>()
      const rows: number[] = []
      for (const query of sent.filter(isQuery)) {
        const key = JSON.stringify(query)
        if (seen.has(key)) continue
        seen.add(key)
        const read = await explain(database, query)
        const told = `${query.sql} ${JSON.stringify(query.bindings)}`
        const whole = read.whole.filter(
          (each) => each.rows > STOPPED_EARLY && !SMALL.includes(each.table)
        )
        assert.deepEqual(whole, [], told)
        if (!read.rows || AS_MUCH_AS_THERE_IS.test(query.sql)) continue
        assert.isAtMost(read.rows, MOST_ROWS, told)
        rows.push(read.rows)
      }
      const typical = rows.toSorted((one, other) => one - other)[Math.floor(rows.length * 0.9)]
      assert.isAtMost(typical ?? 0, ROWS_OF_A_PAGE, 'nine queries in ten')
      assert.isAbove(seen.size, 100)
    } finally {
      await database.end()
    }
  }).timeout(120_000)
})
