import { test } from '@japa/runner'
import { createAgent, exampleRequest } from '#tests/harness/agent'
import { openStream } from '#tests/harness/event_stream'

const ORIGIN = () => `http://${process.env.HOST}:${process.env.PORT}`

async function createQuote(token: string): Promise<string> {
  const response = await fetch(`${ORIGIN()}/api/v1/quotes`, {
    method: 'POST',
    body: JSON.stringify(await exampleRequest()),
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
  })
  return JSON.parse(await response.text()).data.id
}

test.group('Live events', () => {
  test('a new quote is told within a second, by id and version alone', async ({
    assert,
    test: self,
  }) => {
    const { token } = await createAgent()
    const stream = await openStream(`${ORIGIN()}/live?channels=quotes`, token)
    self.cleanup(() => stream.close())
    assert.equal((await stream.next()).event, 'ready')
    const before = performance.now()
    const id = await createQuote(token)
    const { data } = await stream.next()
    assert.isBelow(performance.now() - before, 1000)
    assert.deepEqual(data, { type: 'quote_rated', id, version: 1 })
  })

  test('a stream that comes back gets what it missed, once and in order', async ({
    assert,
    test: self,
  }) => {
    const { token } = await createAgent()
    const first = await openStream(`${ORIGIN()}/live?channels=quotes`, token)
    await first.next()
    const seen = await createQuote(token)
    const last = await first.next()
    assert.containsSubset(last.data, { id: seen })
    await first.close()
    const missed = [await createQuote(token), await createQuote(token)]

    const second = await openStream(`${ORIGIN()}/live?channels=quotes`, token, last.id)
    self.cleanup(() => second.close())
    const replayed = [await second.next(), await second.next()]
    assert.deepEqual(
      replayed.map(({ data }) => data.id),
      missed
    )
    assert.isAbove(Number(replayed[1]?.id), Number(replayed[0]?.id))
    assert.equal((await second.next()).event, 'ready')
    const later = await createQuote(token)
    assert.containsSubset((await second.next()).data, { id: later })
  })

  test('quotes made at once by many are all told, in ascending order', async ({
    assert,
    test: self,
  }) => {
    const { token } = await createAgent()
    const stream = await openStream(`${ORIGIN()}/live?channels=quotes`, token)
    self.cleanup(() => stream.close())
    await stream.next()
    const made = await Promise.all(Array.from({ length: 20 }, () => createQuote(token)))
    const told = []
    while (told.length < made.length) told.push(await stream.next())
    assert.sameMembers(
      told.map(({ data }) => data.id),
      made
    )
    const ids = told.map(({ id }) => Number(id))
    assert.deepEqual(
      ids,
      ids.toSorted((a, b) => a - b)
    )
  })

  test('nobody listens without a sign-in, or to a channel that is not there', async ({
    assert,
  }) => {
    const { token } = await createAgent()
    assert.equal((await fetch(`${ORIGIN()}/live?channels=quotes`)).status, 401)
    const headers = { authorization: `Bearer ${token}` }
    for (const query of ['?channels=secrets', '?channels=quotes,secrets', '?channels=', '']) {
      assert.equal((await fetch(`${ORIGIN()}/live${query}`, { headers })).status, 403)
    }
  })

  test("Transmit's own routes, on which a client names its stream, are not offered", async ({
    assert,
  }) => {
    const response = await fetch(`${ORIGIN()}/__transmit/subscribe`, { method: 'POST' })
    assert.equal(response.status, 405)
  })
})
