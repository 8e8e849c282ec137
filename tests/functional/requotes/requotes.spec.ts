import { once } from 'node:events'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { createQuote } from '#services/quotes/create_quote'
import { rateFacts } from '#services/quotes/rate_facts'
import { RequoteRunner } from '#services/requotes/requote_runner'
import { createAgent } from '#tests/harness/agent'
import { openStream } from '#tests/harness/event_stream'
import { office } from '#tests/harness/plan_office'
import { launchPlatform, temporaryFolder, untilReady } from '#tests/harness/platform'
import { publishOwnPlan, skiffFacts } from '#tests/harness/plans'

const { DATABASE_URL = '', APP_KEY = '' } = process.env

/** Stores that many quotes of a plan at its present price, 100.00 each. */
async function storeQuotes(plan: string, userId: number, count: number): Promise<void> {
  const rated = await rateFacts({ plan, transaction: 'new_business', facts: skiffFacts() })
  if (!rated.ok) throw new Error(rated.error.type)
  for (let number = 1; number <= count; number++) {
    await createQuote(rated.rating, { userId, requestId: `requotes-${number}` })
  }
}

/** A plan with quotes, another price for all of them from today on, and who may re-quote them. */
async function stage(client: ApiClient, name: string, count: number) {
  const { author, reviewer, post, approved } = await office(client, name)
  const underwriter = await createAgent('underwriter')
  await storeQuotes(name, author.user.id, count)
  ;(await post(reviewer, `/${await approved('120.00')}/publish`)).assertStatus(200)
  const begin = (body: object, { token } = underwriter) =>
    client.post(`/api/v1/plans/${name}/requotes`).bearerToken(token).json(body)
  const show = async (id: string) =>
    (await client.get(`/api/v1/requotes/${id}`).bearerToken(underwriter.token)).body().data
  return { author, underwriter, begin, show }
}

/** Resolves once a job is no longer running. */
async function untilEnded(id: string): Promise<void> {
  for (;;) {
    const { status } = await db.from('requotes').where('id', id).select('status').firstOrFail()
    if (status !== 'running') return
  }
}

test.group('Bulk re-quotes', (group) => {
  group.each.timeout(120_000)

  test('tell what the open quotes of a plan would cost, by stream and report, and leave them', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { underwriter, begin, show } = await stage(client, name, 5)
    const origin = `http://${process.env.HOST}:${process.env.PORT}`
    const stream = await openStream(`${origin}/live?channels=requotes`, underwriter.token)
    self.cleanup(() => stream.close())
    await stream.next()
    const runner = new RequoteRunner(DATABASE_URL)
    self.cleanup(() => runner.stop())
    const begun = await begin({ apply: false, reason: 'What the new rates do' })
    begun.assertStatus(202)
    const { id } = begun.body().data
    await runner.start()
    const told: string[] = []
    while (told.at(-1) !== 'requote_finished') {
      const { data } = await stream.next()
      if (data.id === id) told.push(data.type)
    }
    assert.equal(told[0], 'requote_started')
    assert.include(told, 'requote_progress')
    assert.containsSubset(await show(id), {
      status: 'finished',
      size: 5,
      rated: 5,
      refused: 0,
      raised: 5,
      lowered: 0,
      before: '500.00',
      after: '600.00',
    })
    const items = await client
      .get(`/api/v1/requotes/${id}/items?limit=2`)
      .bearerToken(underwriter.token)
    assert.containsSubset(items.body().data[0], {
      before: '100.00',
      after: '120.00',
      version: null,
    })
    assert.equal(items.body().next_cursor, items.body().data[1].quote_id)
    const versions = await db
      .from('quote_versions')
      .where('quote_id', items.body().data[0].quote_id)
    assert.lengthOf(versions, 1)
  })

  test('with apply append a version to each quote, once, though the server is killed amid it', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { begin, show } = await stage(client, name, 60)
    const DATA_DIR = await temporaryFolder(self)
    const other = await untilReady(await launchPlatform(self, { DATA_DIR, DATABASE_URL, APP_KEY }))
    const begun = await begin({ apply: true })
    const { id } = begun.body().data
    let done = 0
    while (done < 10) {
      const { rated } = await show(id)
      done = rated
    }
    const ended = once(other.process, 'close')
    other.process.kill('SIGKILL')
    await ended
    const left = await show(id)
    assert.equal(left.status, 'running')
    assert.isBelow(left.rated, 60)
    const runner = new RequoteRunner(DATABASE_URL)
    self.cleanup(() => runner.stop())
    await runner.start()
    await untilEnded(id)
    assert.containsSubset(await show(id), { status: 'finished', rated: 60, after: '7200.00' })
    const { rows } = await db.rawQuery(
      `select count(*)::int as quotes from quotes q
       join requote_items i on i.quote_id = q.id and i.requote_id = ?
       where (select max(number) from quote_versions where quote_id = q.id) = 2`,
      [id]
    )
    assert.equal(rows[0].quotes, 60)
  })

  test('can be ended, are one at a time, and take an underwriter', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { author, underwriter, begin, show } = await stage(client, name, 3)
    ;(await begin({ apply: true }, author)).assertStatus(403)
    ;(await begin({ apply: 'yes' })).assertStatus(422)
    const { id } = (await begin({ apply: false })).body().data
    const second = await begin({ apply: false })
    second.assertStatus(409)
    assert.match(second.body().type, /requote_under_way$/)
    const cancel = () =>
      client.post(`/api/v1/requotes/${id}/cancel`).bearerToken(underwriter.token).json({})
    assert.equal((await cancel()).body().data.status, 'cancelled')
    assert.equal((await cancel()).body().data.status, 'cancelled')
    const runner = new RequoteRunner(DATABASE_URL)
    await runner.start()
    await runner.stop()
    assert.containsSubset(await show(id), { status: 'cancelled', rated: 0 })
    const missing = await client.get('/api/v1/requotes/999999').bearerToken(underwriter.token)
    missing.assertStatus(404)
  })
})
