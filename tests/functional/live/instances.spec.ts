import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { TestContext } from '@japa/runner/core'
import { Redis } from 'ioredis'
import { exampleRequest } from '#tests/harness/agent'
import { openStream, type StreamMessage } from '#tests/harness/event_stream'
import { launchPlatform, temporaryFolder, untilReady } from '#tests/harness/platform'
import type { Platform } from '#tests/harness/platform'
import { hasRedis, startRedis } from '#tests/harness/redis'

type Stream = Awaited<ReturnType<typeof openStream>>

/** Two instances on the tests' database, with a token that both take. */
async function twoInstances(self: TestContext['test'], more: NodeJS.ProcessEnv = {}) {
  const { DATABASE_URL = '' } = process.env
  const APP_KEY = randomBytes(32).toString('hex')
  const launched = []
  for (const DATA_DIR of [await temporaryFolder(self), await temporaryFolder(self)]) {
    launched.push(await launchPlatform(self, { DATA_DIR, DATABASE_URL, APP_KEY, ...more }))
  }
  const [one, other] = await Promise.all(launched.map(untilReady))
  if (!one || !other) throw new Error('Two were launched')
  const token = (await readFile(join(one.dataDir, 'demo_token'), 'utf8')).trim()
  const open = async ({ url }: Platform, lastEventId?: string) => {
    const stream = await openStream(`${url}/live?channels=quotes`, token, lastEventId)
    self.cleanup(() => stream.close())
    return stream
  }
  return { one, other, open, make: (on: Platform) => createQuote(on, token) }
}

async function createQuote({ url }: Platform, token: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/quotes`, {
    method: 'POST',
    body: JSON.stringify(await exampleRequest()),
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
  })
  if (response.status !== 201) throw new Error(await response.text())
  return JSON.parse(await response.text()).data.id
}

/** All messages up to the first that suits, which is the last of them. */
async function until(
  stream: Stream,
  suits: (message: StreamMessage) => boolean
): Promise<readonly StreamMessage[]> {
  const messages = [await stream.next()]
  for (let last = messages[0]; last && !suits(last);) messages.push((last = await stream.next()))
  return messages
}

const isReady = ({ event }: StreamMessage) => event === 'ready'
const tellsOf = (id: string) => (message: StreamMessage) => message.data.id === id

/** All messages until the connection breaks. */
async function untilBroken(stream: Stream): Promise<readonly StreamMessage[]> {
  const messages: StreamMessage[] = []
  for (;;) {
    const message = await stream.next().catch(() => undefined)
    if (!message) return messages
    messages.push(message)
  }
}

/** How many instances listen to the database for events. */
async function listeners(): Promise<number> {
  const [row] = await db
    .from('pg_stat_activity')
    .where('application_name', 'ratewright live_events')
    .count('* as count')
  return Number(row.count)
}

test.group('Live events of two instances', (group) => {
  group.each.timeout(120_000)

  test('reach the streams of either; what a killed one told is told by the other, once', async ({
    assert,
    test: self,
  }) => {
    const own = await listeners()
    const { one, other, open, make } = await twoInstances(self)
    assert.equal(await listeners(), own + 2)
    const [onOne, onOther] = [await open(one), await open(other)]
    await until(onOne, isReady)
    await until(onOther, isReady)
    await until(onOther, tellsOf(await make(one)))
    const [last] = (await until(onOne, tellsOf(await make(other)))).slice(-1)

    // The first answer kills the instance while it works on the others.
    const atWork = Array.from({ length: 12 }, () => make(one))
    await Promise.any(atWork)
    await one.end('SIGKILL')
    const answers = await Promise.allSettled(atWork)
    const stored = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    const before = await untilBroken(onOne)
    stored.push(await make(other))
    const lastSeen = before.at(-1) ?? last
    const back = await open(other, lastSeen?.id)
    const missed = (await until(back, isReady)).slice(0, -1)
    const later = await make(other)
    const after = await until(back, tellsOf(later))

    const told = [...before, ...missed, ...after]
    const counts = [...stored, later].map((id) => told.filter(tellsOf(id)).length)
    assert.deepEqual([...new Set(counts)], [1])
    const numbers = told.map(({ id }) => Number(id))
    assert.deepEqual(
      numbers,
      [...new Set(numbers)].toSorted((a, b) => a - b)
    )
    assert.isAbove(numbers[0] ?? 0, Number(last?.id))
  })

  test('go through Redis where there is one, and on without it once it is gone', async ({
    assert,
    test: self,
  }) => {
    const redis = await startRedis(self)
    const own = await listeners()
    const { one, other, open, make } = await twoInstances(self, { REDIS_URL: redis.url })
    assert.equal(await listeners(), own)
    const observer = new Redis(redis.url)
    self.cleanup(() => observer.disconnect())
    const [, subscribed] = await observer.pubsub('NUMSUB', 'ratewright:live_events')
    assert.equal(subscribed, 2)
    const [onOne, onOther] = [await open(one), await open(other)]
    await until(onOne, isReady)
    await until(onOther, isReady)
    await until(onOther, tellsOf(await make(one)))
    const seen = await until(onOne, tellsOf(await make(other)))

    observer.disconnect()
    await redis.kill()
    await until(onOther, tellsOf(await make(one)))
    await until(onOne, tellsOf(await make(other)))

    const last = seen.at(-1)?.id
    await one.end('SIGKILL')
    const missed = await make(other)
    const back = await open(other, last)
    const told = (await until(back, isReady)).slice(0, -1)
    assert.lengthOf(told.filter(tellsOf(missed)), 1)
    const numbers = told.map(({ id }) => id)
    assert.lengthOf(new Set(numbers), numbers.length)
  }).skip(() => !hasRedis(), 'redis-server is not installed')
})
