import { Readable } from 'node:stream'
import { test } from '@japa/runner'
import { createAgent, exampleRequest } from '#tests/harness/agent'

interface Answer {
  readonly line: number
  readonly data?: { readonly total: string }
  readonly problem?: { readonly status: number; readonly type: string }
}

async function batch(body: string | Readable, headers: Record<string, string> = {}) {
  const { token } = await createAgent()
  return fetch(`http://${process.env.HOST}:${process.env.PORT}/api/v1/ratings/batch`, {
    method: 'POST',
    // A Node stream is a body that fetch takes, as an async iterable, though its DOM type doesn't say so.
    body: body as string,
    duplex: 'half',
    headers: {
      'authorization': `Bearer ${token}`,
      'content-type': 'application/x-ndjson',
      ...headers,
    },
  } as RequestInit)
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
    const request = await exampleRequest()
    const rated = await client.post('/api/v1/ratings').bearerToken(token).json(request)
    const good = JSON.stringify(request)
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

  test('a thousand lines are answered while they are still being sent', async ({ assert }) => {
    const good = `${JSON.stringify(await exampleRequest())}\n`
    let sent = 0
    let sentAtFirstAnswer: number | undefined
    const lines = Readable.from(
      (function* () {
        for (; sent < 1000; sent++) yield Buffer.from(good)
      })()
    )
    const response = await batch(lines)
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of response.body ?? []) {
      sentAtFirstAnswer ??= sent
      text += decoder.decode(chunk, { stream: true })
    }
    assert.lengthOf(parse(text), 1000)
    assert.isBelow(sentAtFirstAnswer ?? 1000, 1000)
  }).timeout(60_000)

  test('what is not NDJSON is refused', async ({ assert }) => {
    assert.equal((await batch('{}', { 'content-type': 'application/json' })).status, 415)
  })
})
