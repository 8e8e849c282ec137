import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { createAgent } from '#tests/harness/agent'
import { launchPlatform, temporaryFolder, untilReady } from '#tests/harness/platform'
import type { Platform } from '#tests/harness/platform'
import { publishOwnPlan, skiffFacts } from '#tests/harness/plans'

const LISTENER = 'ratewright plan_versions'

/** Publishes a draft of version 1 with another price here. */
async function publishPrice(client: ApiClient, plan: string, price: string): Promise<void> {
  const author = await createAgent('product_author')
  const reviewer = await createAgent('reviewer')
  const path = `/api/v1/plans/${plan}/versions`
  const draft = await client.post(path).bearerToken(author.token).json({ from: 1 })
  const { number } = draft.body().data
  await client
    .put(`${path}/${number}/sources`)
    .bearerToken(author.token)
    .header('if-match', '"1"')
    .json({ tables: { 'hull_rate.csv': `length,amount\n2 to 9,${price}\n10 to 40,250.00\n` } })
  await client.post(`${path}/${number}/submit`).bearerToken(author.token).json({})
  await client.post(`${path}/${number}/approve`).bearerToken(reviewer.token).json({})
  const published = await client
    .post(`${path}/${number}/publish`)
    .bearerToken(reviewer.token)
    .json({})
  published.assertStatus(200)
}

/** What the other instance's total for the plan is at this moment. */
async function totalOn({ url }: Platform, token: string, plan: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/ratings`, {
    method: 'POST',
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ plan, facts: skiffFacts() }),
  })
  return JSON.parse(await response.text()).data.total
}

/** Milliseconds until the other instance comes to a total, asked again and again. */
async function untilTotal(ask: () => Promise<string>, wanted: string): Promise<number> {
  const begun = performance.now()
  while (performance.now() - begun < 10_000) {
    if ((await ask()) === wanted) return performance.now() - begun
  }
  return Infinity
}

async function listeners(): Promise<readonly number[]> {
  const rows = await db
    .from('pg_stat_activity')
    .where('application_name', LISTENER)
    .whereLike('query', 'listen %')
    .select('pid')
  return rows.map(({ pid }) => pid)
}

test.group('Two instances on one database', (group) => {
  group.each.timeout(120_000)

  test('rate with what either publishes within two seconds, listening or not', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const DATA_DIR = await temporaryFolder(self)
    const { DATABASE_URL = '' } = process.env
    const other = await untilReady(await launchPlatform(self, { DATA_DIR, DATABASE_URL }))
    const token = (await readFile(join(DATA_DIR, 'demo_token'), 'utf8')).trim()
    const ask = () => totalOn(other, token, name)
    assert.equal(await ask(), '100.00')

    await publishPrice(client, name, '120.00')
    assert.isBelow(await untilTotal(ask, '120.00'), 2000)

    const before = await listeners()
    assert.lengthOf(before, 2)
    await db.rawQuery(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?',
      [LISTENER]
    )
    const reviewer = await createAgent('reviewer')
    const back = await client
      .post(`/api/v1/plans/${name}/versions/1/roll-back`)
      .bearerToken(reviewer.token)
      .json({ reason: 'The price was wrong' })
    back.assertStatus(201)
    assert.isBelow(await untilTotal(ask, '100.00'), 2000)

    let after = await listeners()
    while (after.length < 2) after = await listeners()
    assert.isEmpty(after.filter((pid) => before.includes(pid)))
  })
})
