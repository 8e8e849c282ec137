import { once } from 'node:events'
import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { createAgent, exampleRequest } from '#tests/harness/agent'

const URL_OF = (path: string) => `http://${process.env.HOST}:${process.env.PORT}${path}`

/** Posts raw bytes, as no client library would send them. */
async function post(token: string, body: Buffer | string, headers: Record<string, string> = {}) {
  const response = await fetch(URL_OF('/api/v1/ratings'), {
    method: 'POST',
    body,
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json', ...headers },
  })
  return { status: response.status, problem: JSON.parse(await response.text()) }
}

test.group('Requests that are refused', () => {
  test('every refusal is an RFC 9457 document with the request id', async ({ client, assert }) => {
    const response = await client.get('/api/v1/quotes')
    response.assertStatus(401)
    response.assertHeader('content-type', 'application/problem+json')
    response.assertHeader('www-authenticate', 'Bearer')
    assert.containsSubset(response.body(), {
      type: 'urn:ratewright:problem:sign_in_needed',
      status: 401,
      instance: '/api/v1/quotes',
      request_id: response.header('x-request-id'),
      errors: [],
    })
    assert.properties(response.body(), ['title', 'detail'])
  })

  test('a token that was never given out is refused', async ({ client }) => {
    for (const token of ['x', '', 'rw_MQ.AAAA', 'rw_YWJj.AAAA', 'rw_OTk5OTk5OTk5OTk5.AAAA']) {
      const response = await client.get('/api/v1/quotes').header('authorization', `Bearer ${token}`)
      response.assertStatus(401)
    }
  })

  test('facts that break the product are told one by one, each with its pointer', async ({
    assert,
  }) => {
    const { token } = await createAgent()
    const body = await exampleRequest()
    body.facts.policy.unheard_of = 1
    body.facts.policy.term = 'six'
    Object.assign(body.facts.drivers[1] ?? {}, { licensed_on: '2023-02-30' })
    const { status, problem } = await post(token, JSON.stringify(body))
    assert.equal(status, 422)
    const pointers = problem.errors.map(({ pointer }: { pointer: string }) => pointer)
    assert.includeMembers(pointers, [
      '/facts/policy/unheard_of',
      '/facts/policy/term',
      '/facts/drivers/1/licensed_on',
    ])
    const dated = problem.errors.find(({ pointer }: { pointer: string }) =>
      pointer.endsWith('licensed_on')
    )
    assert.equal(dated.path, 'drivers[1].licensed_on')
    assert.properties(dated, ['code', 'message', 'help'])
  })

  test('a ninth driver is refused', async ({ assert }) => {
    const { token } = await createAgent()
    const body = await exampleRequest()
    while (body.facts.drivers.length < 9) body.facts.drivers.push({ ...body.facts.drivers[0] })
    const { status, problem } = await post(token, JSON.stringify(body))
    assert.equal(status, 422)
    assert.isTrue(
      problem.errors.some(({ pointer }: { pointer: string }) =>
        pointer.startsWith('/facts/drivers')
      )
    )
  })

  test('a missing or impossible effective date is told at its place', async ({ assert }) => {
    const { token } = await createAgent()
    for (const date of [
      undefined,
      '2026-02-30',
      'tomorrow',
      20260501,
      null,
      '0000-00-00',
      '+99999-01-01',
    ]) {
      const body = await exampleRequest()
      body.facts.policy.effective_on = date
      const { status, problem } = await post(token, JSON.stringify(body))
      assert.equal(status, 422)
      assert.equal(problem.errors[0].pointer, '/facts/policy/effective_on')
    }
  })

  test('a date before the plan is in force is told with the date from which it is, on each clock', async ({
    assert,
  }) => {
    const { token } = await createAgent()
    const body = await exampleRequest()
    body.facts.policy.effective_on = '2001-01-01'
    const early = await post(token, JSON.stringify(body))
    assert.equal(early.status, 422)
    assert.equal(early.problem.errors[0].code, 'not_in_force')
    assert.match(early.problem.errors[0].help, /^A date from \d{4}-\d{2}-\d{2} on\.$/)
    const renewal = await post(token, JSON.stringify({ ...body, transaction: 'renewal' }))
    assert.equal(renewal.problem.errors[0].code, 'not_in_force')
    assert.notEqual(renewal.problem.errors[0].help, early.problem.errors[0].help)
  })

  test('an unknown plan is told with the known ones', async ({ assert }) => {
    const { token } = await createAgent()
    const body = await exampleRequest()
    for (const facts of [body.facts, {}]) {
      const { status, problem } = await post(token, JSON.stringify({ plan: 'texas', facts }))
      assert.equal(status, 422)
      assert.equal(problem.errors[0].pointer, '/plan')
      assert.include(problem.errors[0].help, body.plan)
    }
  })

  test('fields around the facts are judged as strictly', async ({ assert }) => {
    const { token } = await createAgent()
    const { status, problem } = await post(
      token,
      JSON.stringify({ 'plan': 7, 'transaction': 'x', 'a/b': 1 })
    )
    assert.equal(status, 422)
    assert.sameMembers(
      problem.errors.map(
        ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`
      ),
      ['/a~1b unknown_field', '/plan wrong_type', '/transaction not_a_choice', '/facts required']
    )
    for (const body of ['[]', '"text"', '1', 'null']) {
      assert.equal((await post(token, body)).status, 422)
    }
    assert.equal(
      (await post(token, JSON.stringify({ facts: {} }))).problem.errors[0].pointer,
      '/plan'
    )
  })

  test('what is not JSON is refused before it is judged', async ({ assert }) => {
    const { token } = await createAgent()
    assert.equal((await post(token, '{"plan": ')).status, 400)
    assert.equal((await post(token, '')).status, 400)
    assert.equal(
      (await post(token, Buffer.from([0x22, 0xff, 0xfe, 0x22]))).problem.type,
      'urn:ratewright:problem:not_utf8'
    )
    assert.equal((await post(token, '{}', { 'content-type': 'text/plain' })).status, 415)
    assert.equal(
      (await post(token, 'plan=x', { 'content-type': 'application/x-www-form-urlencoded' })).status,
      415
    )
    assert.equal((await post(token, '{}', { 'content-encoding': 'gzip' })).status, 415)
  })

  test('a body without a content type is refused', async ({ assert }) => {
    const { token } = await createAgent()
    const sent = request(URL_OF('/api/v1/ratings'), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
    sent.end('{}')
    const [response] = await once(sent, 'response')
    response.resume()
    assert.equal(response.statusCode, 415)
  })

  test('deep nesting and huge bodies are refused, not parsed', async ({ assert }) => {
    const { token } = await createAgent()
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    const nested = await post(token, deep)
    assert.equal(nested.status, 422)
    assert.equal(nested.problem.errors[0].code, 'nested_too_deep')
    assert.equal((await post(token, '['.repeat(1024 * 1024))).status, 413)
    assert.equal((await post(token, `"${'x'.repeat(2 * 1024 * 1024)}"`)).status, 413)
  })

  test('a table of a gigabyte is refused with its limit after eight megabytes of it', async ({
    assert,
  }) => {
    const { token } = await createAgent('product_author')
    const sent = request(URL_OF('/api/v1/plans/texas_personal_auto/versions/1/sources'), {
      method: 'PUT',
      headers: {
        'authorization': `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': String(1024 ** 3),
        'if-match': '"1"',
      },
    })
    const answered = once(sent, 'response')
    // The server hangs up while we still write, which is what it is to do.
    sent.on('error', () => {})
    let isAnswered = false
    void answered.then(() => (isAnswered = true))
    const rows = Buffer.alloc(64 * 1024, '97201,1.00\n')
    let written = 0
    while (!isAnswered && written < 1024 ** 3 && !sent.destroyed) {
      written += rows.length
      await new Promise<void>((taken) => sent.write(rows, () => taken()))
    }
    const [response] = await answered
    const problem = await json(response)
    assert.equal(response.statusCode, 413)
    assert.containsSubset(problem, { detail: 'A body has at most 512 KB.' })
    assert.isBelow(written, 64 * 1024 * 1024)
  })

  test('brackets inside text are not nesting', async ({ assert }) => {
    const { token } = await createAgent()
    const body = JSON.stringify({ plan: `\\"${'['.repeat(100)}`, facts: {} })
    assert.equal((await post(token, body)).problem.errors[0].code, 'unknown_plan')
  })

  test('names that mean something to JavaScript mean nothing here', async ({ assert }) => {
    const { token } = await createAgent()
    const body = await exampleRequest()
    const text = JSON.stringify(body).replace(
      '{"policy":',
      '{"__proto__":{"x":1},"constructor":{},"policy":'
    )
    const { status, problem } = await post(token, text)
    assert.equal(status, 422)
    assert.isAbove(problem.errors.length, 0)
  })
})
