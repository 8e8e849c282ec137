import { once } from 'node:events'
import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { test } from '@japa/runner'
import { createAgent, exampleRequest } from '#tests/harness/agent'
import { publishOwnPlan, skiffFacts } from '#tests/harness/plans'

const LINES = 10_000

interface Answer {
  readonly line: number
  readonly data?: { readonly total: string }
  readonly problem?: { readonly status: number; readonly type: string }
}

const URL_OF_BATCH = () => `http://${process.env.HOST}:${process.env.PORT}/api/v1/ratings/batch`

async function batch(body: string, headers: Record<string, string> = {}) {
  const { token } = await createAgent()
  return fetch(URL_OF_BATCH(), {
    method: 'POST',
    body,
    headers: {
      'authorization': `Bearer ${token}`,
      'content-type': 'application/x-ndjson',
      ...headers,
    },
  })
}

const parse = (text: string): Answer[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

test.group('Batches of ratings', () => {
  test('each line gets its answer, in order, and a bad one stops no other', async ({
    client,
    assert,
  }) => {
    const { token } = await createAgent()
    const example = await exampleRequest()
    const rated = await client.post('/api/v1/ratings').bearerToken(token).json(example)
    const good = JSON.stringify(example)
    const lines = [good, '{"plan":', '', '{"plan":"nothing","facts":{}}', good]
    const response = await batch(lines.join('\n'))
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'application/x-ndjson')
    const answers = parse(await response.text())
    assert.deepEqual(
      answers.map(({ line }) => line),
      [1, 2, 4, 5]
    )
    assert.deepEqual(answers[0]?.data, rated.body().data)
    assert.deepEqual(answers[3]?.data, rated.body().data)
    assert.equal(answers[1]?.problem?.type, 'urn:ratewright:problem:invalid_json')
    assert.equal(answers[2]?.problem?.status, 422)
  })

  test('a line that is too long is told as such, and the next is rated', async ({ assert }) => {
    const good = JSON.stringify(await exampleRequest())
    const response = await batch(`"${'x'.repeat(300_000)}"\n${good}\n`)
    const answers = parse(await response.text())
    assert.equal(answers[0]?.problem?.status, 413)
    assert.isString(answers[1]?.data?.total)
  })

  test('each line is answered while the next is yet to be sent', async ({ assert }) => {
    const { token } = await createAgent()
    const good = `${JSON.stringify(await exampleRequest())}\n`
    const sent = request(URL_OF_BATCH(), {
      method: 'POST',
      headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    })
    sent.write(good)
    const [response] = await once(sent, 'response')
    const lines = createInterface({ input: response })[Symbol.asyncIterator]()
    for (let number = 1; number <= 20; number++) {
      const { value } = await lines.next()
      assert.equal(JSON.parse(value ?? '').line, number)
      if (number < 20) sent.write(good)
    }
    sent.end()
    assert.isTrue((await lines.next()).done)
  })

  test('a thousand lines at once are all answered', async ({ assert }) => {
    const good = `${JSON.stringify(await exampleRequest())}\n`
    const response = await batch(good.repeat(1000))
    assert.lengthOf(parse(await response.text()), 1000)
  })

  test('ten thousand large lines are read no faster than their answers, in the same memory all along', async ({
    client,
    assert,
    test: self,
  }) => {
    const { token } = await createAgent()
    const { name } = await publishOwnPlan(self)
    const line = `${JSON.stringify({ plan: name, facts: skiffFacts() })}${' '.repeat(16_384)}\n`
    let taken = 0
    const lines = function* () {
      for (; taken < LINES; taken++) yield line
    }
    const sent = request(URL_OF_BATCH(), {
      method: 'POST',
      headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    })
    const sending = pipeline(Readable.from(lines(), { objectMode: false }), sent)
    const [response] = await once(sent, 'response')
    // Nobody reads yet. The server has time for others, and takes nothing more once all buffers are full.
    for (let before = -1; before !== taken;) {
      before = taken
      for (let call = 0; call < 5; call++) await client.get('/health')
    }
    assert.isBelow(taken, LINES)
    let answered = 0
    let early = 0
    for await (const answer of createInterface({ input: response })) {
      answered++
      if (!answer.startsWith(`{"line":${answered},"data"`)) assert.fail(answer.slice(0, 200))
      if (answered === LINES / 5) early = process.memoryUsage.rss()
    }
    await sending
    assert.equal(answered, LINES)
    const grown = (process.memoryUsage.rss() - early) / 1024 ** 2
    assert.isBelow(grown, 80, `of ${(LINES * line.length) / 1024 ** 2} MB that were sent`)
  }).timeout(120_000)

  test('what is not NDJSON is refused', async ({ assert }) => {
    assert.equal((await batch('{}', { 'content-type': 'application/json' })).status, 415)
  })
})
