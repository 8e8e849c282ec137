import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { launchPlatform, temporaryFolder, untilReady } from '#tests/harness/platform'
import type { Platform } from '#tests/harness/platform'
import { office } from '#tests/harness/plan_office'
import { publishOwnPlan, skiffFacts } from '#tests/harness/plans'

const LISTENER = 'ratewright plan_versions'

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
    // An account may ask so many times a minute and no more.
    await setTimeout(50)
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

    const { reviewer, post, approved } = await office(client, name)
    ;(await post(reviewer, `/${await approved('120.00')}/publish`)).assertStatus(200)
    assert.isBelow(await untilTotal(ask, '120.00'), 2000)

    const before = await listeners()
    assert.lengthOf(before, 2)
    await db.rawQuery(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?',
      [LISTENER]
    )
    const back = await post(reviewer, '/1/roll-back', { reason: 'The price was wrong' })
    back.assertStatus(201)
    assert.isBelow(await untilTotal(ask, '100.00'), 2000)

    let after = await listeners()
    while (after.length < 2) after = await listeners()
    assert.isEmpty(after.filter((pid) => before.includes(pid)))
  })
})
