import env from '#start/env'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { createAgent, type Agent } from '#tests/harness/agent'
import { launchPlatform, temporaryFolder, untilReady, type Platform } from '#tests/harness/platform'
import { openRequest, quoteOf } from '#tests/harness/quotes'

/** After how many answers the server is killed: at the first, and later, when some are on their way. */
const KILLED_AFTER = [1, 3, 7]
const QUOTES = 16

/** The number of the policy, or null where the answer was lost. */
async function bind(platform: Platform, { token }: Agent, id: string): Promise<string | null> {
  try {
    const response = await fetch(`${platform.url}/api/v1/quotes/${id}/bind`, {
      method: 'POST',
      body: '{"instalments":3}',
      headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
    })
    const { data }: { data: { number: string } } = JSON.parse(await response.text())
    return data.number
  } catch (error) {
    // Nobody answers any more.
    if (error instanceof TypeError) return null
    throw error
  }
}

async function stored(id: string) {
  const quote = await db.from('quotes').where('id', id).firstOrFail()
  const policies = await db.from('policies').where('quote_id', id)
  const instalments = await db
    .from('instalments as i')
    .join('policy_versions as v', 'v.id', 'i.policy_version_id')
    .whereIn(
      'v.policy_id',
      policies.map((policy) => policy.id)
    )
  const binds = await db.from('quote_events').where({ quote_id: id, kind: 'bind' })
  return { quote, policies, instalments, binds }
}

test.group('A server that is killed while it binds', (group) => {
  group.each.timeout(120_000)

  for (const count of KILLED_AFTER) {
    test(`after ${count} answers leaves one policy a quote: never two, never none after an answer`, async ({
      client,
      assert,
      test: self,
    }) => {
      const agent = await createAgent()
      const ids: string[] = []
      for (let made = 0; made < QUOTES; made++) {
        ids.push(await quoteOf(client, agent, await openRequest()))
      }
      const start = async () =>
        untilReady(
          await launchPlatform(self, {
            DATA_DIR: await temporaryFolder(self),
            DATABASE_URL: env.get('DATABASE_URL'),
            // Quotes that were sealed under this key are opened by it.
            APP_KEY: process.env.APP_KEY,
          })
        )
      const killed = await start()
      let answers = 0
      const first = await Promise.all(
        ids.map(async (id) => {
          const number = await bind(killed, agent, id)
          if (number !== null && ++answers === count) void killed.end('SIGKILL')
          return number
        })
      )
      await killed.end('SIGKILL')
      assert.isAtLeast(answers, count)
      assert.isBelow(answers, QUOTES, 'It was killed in the middle')

      for (const [at, id] of ids.entries()) {
        const { policies } = await stored(id)
        const answered = first[at] ?? null
        if (answered !== null) {
          assert.deepEqual(
            policies.map(({ number }) => number),
            [answered]
          )
        }
        assert.isAtMost(policies.length, 1)
      }

      const next = await start()
      for (const [at, id] of ids.entries()) {
        const number = await bind(next, agent, id)
        const { quote, policies, instalments, binds } = await stored(id)
        assert.equal(quote.status, 'bound')
        assert.deepEqual(
          policies.map((policy) => policy.number),
          [number]
        )
        assert.equal(first[at] ?? number, number)
        assert.lengthOf(instalments, 3)
        assert.lengthOf(binds, 1)
      }
    })
  }
})
