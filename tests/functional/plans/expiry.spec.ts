import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { createQuote } from '#services/quotes/create_quote'
import { recomputeAfterChanges } from '#services/quotes/life/recompute_expiry'
import { rateFacts } from '#services/quotes/rate_facts'
import { createAgent } from '#tests/harness/agent'
import { office } from '#tests/harness/plan_office'
import { publishOwnPlan, skiffFacts } from '#tests/harness/plans'

const day = (days: number) =>
  DateTime.now().setZone('America/Chicago').plus({ days }).toFormat('yyyy-MM-dd')

const from = (days: number) => ({ new_business_from: day(days), renewals_from: day(days) })

test.group('How long a quote holds when rates change', () => {
  test('new rates end it the day before them and offer to rate it again; taken back, it holds as before', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { reviewer, post, approved } = await office(client, name)
    const agent = await createAgent()
    const created = await client
      .post('/api/v1/quotes')
      .bearerToken(agent.token)
      .json({ plan: name, facts: skiffFacts(20) })
    const { id } = created.body().data
    const shown = async () =>
      (await client.get(`/api/v1/quotes/${id}`).bearerToken(agent.token)).body().data
    assert.containsSubset(await shown(), {
      expires_on: day(20),
      expiry_reason: 'effective_date',
      rerate: null,
    })

    const later = await approved('120.00')
    ;(await post(reviewer, `/${later}/schedule`, from(10))).assertStatus(200)
    const told = await shown()
    assert.containsSubset(told, {
      status: 'quoted',
      expires_on: day(9),
      expiry_reason: 'rates_change',
      rerate: { version: later, label: '1' },
      journal: [{ kind: 'new_rates' }],
    })
    const event = await db
      .from('live_events')
      .whereRaw("payload->>'id' = ? and payload->>'type' = 'quote_expiry'", [id])
      .firstOrFail()
    assert.containsSubset(event.payload, { expires_on: day(9), reason: 'rates_change' })

    ;(await post(reviewer, `/${later}/withdraw`, { reason: 'Not filed' })).assertStatus(200)
    assert.containsSubset(await shown(), {
      expires_on: day(20),
      expiry_reason: 'effective_date',
      rerate: null,
    })

    const again = await approved('130.00')
    ;(await post(reviewer, `/${again}/schedule`, from(15))).assertStatus(200)
    const rerated = await client
      .post(`/api/v1/quotes/${id}/rerate`)
      .bearerToken(agent.token)
      .json({ reason: 'New rates' })
    rerated.assertStatus(201)
    assert.equal(rerated.body().data.total, '130.00')
    assert.containsSubset(await shown(), {
      version: 2,
      expires_on: day(20),
      expiry_reason: 'effective_date',
      rerate: null,
    })
  })

  test('a quote that does not begin under the new rates keeps its day', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { reviewer, post, approved, author } = await office(client, name)
    const rated = await rateFacts({ plan: name, transaction: 'new_business', facts: skiffFacts(5) })
    if (!rated.ok) throw new Error(rated.error.type)
    const { id } = await createQuote(rated.rating, { userId: author.user.id, requestId: 'r' })
    await post(reviewer, `/${await approved('120.00')}/schedule`, from(10))
    const quote = await db.from('quotes').where('id', id).firstOrFail()
    assert.containsSubset(quote, { expires_on: day(5), lock_version: 1 })
  })

  test('a quote that was rated while new rates were published is found afterwards', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { reviewer, post, approved, author } = await office(client, name)
    const rated = await rateFacts({ plan: name, transaction: 'new_business', facts: skiffFacts() })
    if (!rated.ok) throw new Error(rated.error.type)
    await post(reviewer, `/${await approved('120.00')}/schedule`, from(10))
    const { id } = await createQuote(rated.rating, { userId: author.user.id, requestId: 'r' })
    await recomputeAfterChanges()
    const quote = await db.from('quotes').where('id', id).firstOrFail()
    assert.containsSubset(quote, { expires_on: day(9), expiry_reason: 'rates_change' })
  })
})
