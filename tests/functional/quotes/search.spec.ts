import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { asBytea } from '#services/privacy/seal_facts'
import { wordHashes } from '#services/privacy/search_hashes'
import { draftsQuery } from '#services/quotes/drafts/find_draft'
import { quotesQuery, type QuoteFilter } from '#services/quotes/list_quotes'
import { newestVersions } from '#services/quotes/quote_summary'
import { createAgent } from '#tests/harness/agent'
import { openRequest, post, quoteOf } from '#tests/harness/quotes'

const ALL: QuoteFilter = {
  ...{ statuses: undefined, state: undefined, plan: undefined, search: undefined },
  ...{ effectiveFrom: undefined, effectiveTo: undefined },
  ...{ createdFrom: undefined, createdTo: undefined },
}

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Plans'?: readonly Node[]
}

/** The relations that a plan reads from end to end. */
function readWhole(node: Node): readonly string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : []
  return [...own, ...(node.Plans ?? []).flatMap(readWhole)]
}

test.group('Searching quotes', () => {
  test('by name, VIN, ZIP, number, status, state and dates', async ({ client, assert }) => {
    const agent = await createAgent()
    const body = await openRequest()
    const name = `Zoë Quux${agent.user.id}`
    Object.assign(body.facts.drivers[0] ?? {}, { name })
    Object.assign(body.facts.vehicles[0] ?? {}, { vin: '1M8GDM9AXKP042788' })
    const id = await quoteOf(client, agent, body)
    const other = await quoteOf(client, agent, await openRequest())
    const listed = async (query: Record<string, string>) => {
      const answer = await client.get('/api/v1/quotes').bearerToken(agent.token).qs(query)
      answer.assertStatus(200)
      return answer.body().data.map((quote: { id: string }) => quote.id)
    }
    const { effective_on: day } = body.facts.policy
    for (const query of [
      { search: name },
      { search: `quux${agent.user.id}` },
      { search: `quux${agent.user.id} ZOE` },
      { search: '1m8gdm9axkp042788' },
      { search: name, status: 'quoted,approved', state: 'TX' },
      { search: name, effective_from: String(day), effective_to: String(day) },
      { search: name, plan: 'texas_personal_auto', created_from: '2020-01-01' },
    ]) {
      assert.deepEqual(await listed(query), [id], JSON.stringify(query))
    }
    assert.include(await listed({ search: '78701', limit: '200' }), other)
    assert.include(await listed({ search: id.padStart(2, '0') }), id)
    for (const query of [
      { search: name, status: 'bound' },
      { search: name, state: 'NY' },
      { search: name, effective_to: '2020-01-01' },
      { search: name, created_to: '2020-01-01' },
      { search: `${name} Nobody` },
    ]) {
      assert.deepEqual(await listed(query), [], JSON.stringify(query))
    }
    await post(client, agent, `${id}/withdraw`, { reason: 'Not now' })
    assert.deepEqual(await listed({ search: name, status: 'withdrawn' }), [id])
  })

  test('a parameter that is wrong is named', async ({ client, assert }) => {
    const { token } = await createAgent()
    for (const [name, value] of [
      ['status', 'draft'],
      ['state', 'Texas'],
      ['effective_from', '2026-02-30'],
      ['created_to', 'today'],
      ['search', 'x'],
    ] as const) {
      const answer = await client
        .get('/api/v1/quotes')
        .bearerToken(token)
        .qs({ [name]: value })
      answer.assertStatus(422)
      assert.equal(answer.body().errors[0].path, name)
    }
  })

  test('a page is not disturbed by quotes that come in meanwhile', async ({ client, assert }) => {
    const agent = await createAgent()
    const body = await openRequest()
    const name = `Paged${agent.user.id}`
    Object.assign(body.facts.drivers[0] ?? {}, { name })
    const made: string[] = []
    for (let at = 0; at < 5; at++) made.unshift(await quoteOf(client, agent, body))
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: Record<string, string> = { search: name, limit: '2', ...(cursor && { cursor }) }
      const page = await client.get('/api/v1/quotes').bearerToken(agent.token).qs(query)
      seen.push(...page.body().data.map(({ id }: { id: string }) => id))
      cursor = page.body().next_cursor
      await quoteOf(client, agent, body)
    } while (cursor !== null)
    assert.deepEqual(seen, made)
  })

  test('of a hundred thousand quotes no query reads them all', async ({ client, assert }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    await db.transaction(async (transaction) => {
      await transaction.rawQuery('set local session_replication_role = replica')
      await transaction.rawQuery(LOAD_QUOTES, { id })
      await transaction.rawQuery(LOAD_VERSIONS, { id })
      await transaction.rawQuery(LOAD_HASHES)
      for (const table of ['quotes', 'quote_versions', 'quote_search_hashes', 'plans']) {
        await transaction.rawQuery(`analyze ${table}`)
      }
      const word = wordHashes('Miller').map(asBytea)[0] ?? ''
      await transaction.rawQuery(
        `insert into quote_search_hashes (hash, quote_id)
         select cast(:word as bytea), max(id) from quotes`,
        { word }
      )
      const filters: readonly Partial<QuoteFilter>[] = [
        {},
        { statuses: ['bound'] },
        { statuses: ['quoted', 'approved'], state: 'TX' },
        { plan: 'texas_personal_auto' },
        { effectiveFrom: '2026-03-01', effectiveTo: '2026-03-02' },
        { createdFrom: '2026-01-01', createdTo: '2026-01-02' },
        { search: 'Miller' },
        { search: 'Ann Miller', statuses: ['quoted'] },
        { search: '78701' },
      ]
      const queries = [
        ...filters.flatMap((filter) =>
          [undefined, '90000000'].map((before) =>
            quotesQuery(transaction, { ...ALL, ...filter }, before, 51)
          )
        ),
        newestVersions(transaction).where('q.id', id),
        draftsQuery(transaction).where('d.saved_by', agent.user.id),
      ]
      for (const query of queries) {
        const { sql, bindings } = query.toSQL()
        // What the builder bound it also takes; none of these queries binds a null.
        const bound = bindings as string[] | undefined
        const { rows } = await transaction.rawQuery(`explain (format json) ${sql}`, bound ?? [])
        const whole = readWhole(rows[0]['QUERY PLAN'][0].Plan)
        assert.notInclude(whole, 'quotes', sql)
        assert.notInclude(whole, 'quote_versions', sql)
        assert.notInclude(whole, 'quote_search_hashes', sql)
      }
      await transaction.rollback()
    })
  }).timeout(120_000)
})

const MADE = `generate_series(90000001, 90100000) as n(id)`

const LOAD_QUOTES = `
  insert into quotes (id, plan_id, created_by, created_at, status, expires_on, effective_on, data_key)
  select n.id, q.plan_id, q.created_by, timestamptz '2026-01-01' + (n.id - 90000000) * interval '4 minutes',
    (array['quoted', 'referred', 'approved', 'declined', 'bound', 'expired', 'withdrawn'])[1 + n.id % 7],
    q.expires_on, date '2026-01-01' + cast(n.id % 365 as integer), q.data_key
  from quotes q, ${MADE} where q.id = :id`

const LOAD_VERSIONS = `
  insert into quote_versions (quote_id, number, plan_version_id, transaction, effective_on, facts, sealed_facts,
    program_hash, premiums, worksheet_hash, decision, currency, premium, fee_total, total, actor_id, request_id, recorded_at)
  select n.id, 1, plan_version_id, transaction, effective_on, '{}', null, program_hash, '[]', worksheet_hash,
    decision, currency, premium, fee_total, total, actor_id, request_id, recorded_at
  from quote_versions v, ${MADE} where v.quote_id = :id`

const LOAD_HASHES = `
  insert into quote_search_hashes (hash, quote_id)
  select decode(md5(cast(n.id % 20000 as text)), 'hex'), n.id from ${MADE}`
