import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { expireQuotes } from '#services/quotes/life/expire_quotes'
import { createAgent, exampleRequest } from '#tests/harness/agent'
import { office } from '#tests/harness/plan_office'
import { publishOwnPlan, skiffFacts } from '#tests/harness/plans'
import { openRequest, post, quoteOf, shown } from '#tests/harness/quotes'

const WHY = { reason: 'The customer came back' }

const day = (days: number) =>
  DateTime.now().setZone('America/Chicago').plus({ days }).toFormat('yyyy-MM-dd')

const from = (days: number) => ({ new_business_from: day(days), renewals_from: day(days) })

test.group('What a quote is shown as', () => {
  test('is the same where it is made, read, listed and revised', async ({ client, assert }) => {
    const agent = await createAgent()
    const request = await openRequest()
    const made = await client.post('/api/v1/quotes').bearerToken(agent.token).json(request)
    const created = made.body().data
    const { etag: readTag, ...read } = await shown(client, agent, created.id)
    assert.equal(made.header('etag'), readTag)
    const listed = async () => {
      const list = await client.get('/api/v1/quotes?limit=1').bearerToken(agent.token)
      return list.body().data[0]
    }
    const summary = await listed()
    assert.containsSubset(read, summary)
    assert.containsSubset(created, summary)
    assert.deepEqual(
      [created.status, created.expires_on, created.expiry_reason],
      ['quoted', request.facts.policy.effective_on, 'effective_date']
    )
    const revised = await post(client, agent, `${created.id}/versions`, { facts: request.facts })
    assert.containsSubset(revised.body().data, await listed())
    assert.equal(revised.header('etag'), (await shown(client, agent, created.id)).etag)
  })
})

test.group('A quote that is reopened', () => {
  test('holds anew, as if it were rated today, and can be bound', async ({ client, assert }) => {
    const admin = await createAgent('admin')
    const request = await openRequest()
    const id = await quoteOf(client, admin, request)
    const past = { expires_on: day(-3), own_expires_on: day(-3), own_expiry_reason: 'days_open' }
    await db.from('quotes').where('id', id).update(past)
    await expireQuotes('standing')
    const reopened = await post(client, admin, `${id}/reopen`, WHY)
    reopened.assertStatus(200)
    assert.deepEqual(reopened.body().data, {
      id,
      status: 'quoted',
      expires_on: request.facts.policy.effective_on,
      expiry_reason: 'effective_date',
    })
    ;(await post(client, admin, `${id}/bind`)).assertStatus(201)
  })

  test('ends no later than the day before other rates cover its date', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { reviewer, post: move, approved } = await office(client, name)
    const admin = await createAgent('admin')
    const make = () =>
      client
        .post('/api/v1/quotes')
        .bearerToken(admin.token)
        .json({ plan: name, facts: skiffFacts(20) })
    const { id } = (await make()).body().data
    ;(await post(client, admin, `${id}/withdraw`, WHY)).assertStatus(200)
    ;(await move(reviewer, `/${await approved('120.00')}/schedule`, from(10))).assertStatus(200)
    const reopened = await post(client, admin, `${id}/reopen`, WHY)
    assert.containsSubset(reopened.body().data, {
      status: 'quoted',
      expires_on: day(9),
      expiry_reason: 'rates_change',
    })
    assert.equal((await shown(client, admin, id)).rerate.version, 2)
  })

  test('is refused where its price can not be had any more, and says to rate it again', async ({
    client,
    assert,
  }) => {
    const admin = await createAgent('admin')
    const id = await quoteOf(client, admin, await exampleRequest())
    await expireQuotes('standing')
    const refused = await post(client, admin, `${id}/reopen`, WHY)
    refused.assertStatus(409)
    assert.equal(refused.body().type, 'urn:ratewright:problem:quote_expired')
    assert.include(refused.body().detail, 'the day on which cover begins')
    assert.include(refused.body().detail, '/rerate')
    assert.equal((await shown(client, admin, id)).status, 'expired')
  })

  test('where it was withdrawn and its price is over, is expired, and can be rated again', async ({
    client,
    assert,
  }) => {
    const admin = await createAgent('admin')
    const id = await quoteOf(client, admin, await exampleRequest())
    ;(await post(client, admin, `${id}/withdraw`, WHY)).assertStatus(200)
    const reopened = await post(client, admin, `${id}/reopen`, WHY)
    assert.equal(reopened.body().data.status, 'expired')
    const { facts } = await openRequest()
    const rated = await post(client, admin, `${id}/versions`, { facts })
    assert.equal(rated.body().data.status, 'quoted')
  })

  test('keeps the day that an administrator set, whatever rates come', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { reviewer, post: move, approved } = await office(client, name)
    const admin = await createAgent('admin')
    const made = await client
      .post('/api/v1/quotes')
      .bearerToken(admin.token)
      .json({ plan: name, facts: skiffFacts(20) })
    const { id } = made.body().data
    ;(await post(client, admin, `${id}/extend`, { ...WHY, until: day(19) })).assertStatus(204)
    ;(await move(reviewer, `/${await approved('130.00')}/schedule`, from(10))).assertStatus(200)
    const extended = { expires_on: day(19), expiry_reason: 'extended' }
    assert.containsSubset(await shown(client, admin, id), extended)
    ;(await post(client, admin, `${id}/withdraw`, WHY)).assertStatus(200)
    const reopened = await post(client, admin, `${id}/reopen`, WHY)
    assert.containsSubset(reopened.body().data, { status: 'quoted', ...extended })
  })
})

test.group('What was seen of a quote', () => {
  test('guards every write: whoever saw an older revision changes nothing', async ({
    client,
    assert,
  }) => {
    const admin = await createAgent('admin')
    const body = await openRequest()
    for (const vehicle of body.facts.vehicles) delete vehicle.coverages.PIP
    const id = await quoteOf(client, admin, body)
    const { etag: stale = '' } = await shown(client, admin, id)
    const recorded = await post(client, admin, `${id}/elections`, { rule: 'UW-6' })
    recorded.assertStatus(204)
    const { etag: now, ...before } = await shown(client, admin, id)
    assert.equal(recorded.header('etag'), now)
    assert.notEqual(now, stale)
    const writes = [
      ['POST', 'elections', { rule: 'UW-6' }],
      ['POST', 'versions', { facts: body.facts }],
      ['POST', 'rerate', {}],
      ['POST', 'bind', {}],
      ['POST', 'reassign', { ...WHY, to: admin.user.id }],
      ['POST', 'extend', { ...WHY, until: day(19) }],
      ['PUT', 'insured', { name: 'Ann', address: [] }],
      ...(['refer', 'withdraw', 'legal-hold', 'legal-hold/release', 'erase'] as const).map(
        (path) => ['POST', path, WHY] as const
      ),
    ] as const
    for (const [method, path, sent] of writes) {
      const late = await client
        .request(`/api/v1/quotes/${id}/${path}`, method)
        .bearerToken(admin.token)
        .header('if-match', stale)
        .json(sent)
      assert.equal(late.status(), 412, path)
      assert.equal(late.header('etag'), now, path)
    }
    const { etag, ...after } = await shown(client, admin, id)
    assert.deepEqual([etag, after], [now, before])
  })
})
