import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { createAgent, exampleRequest } from '#tests/harness/agent'
import { openRequest, quoteOf } from '#tests/harness/quotes'

const quotesOf = async (userId: number) =>
  Number((await db.from('quotes').where('created_by', userId).count('* as n').first())?.n)

test.group('Idempotency keys', () => {
  test('the same request under the same key gets the first answer again', async ({
    client,
    assert,
  }) => {
    const { token, user } = await createAgent()
    const body = await exampleRequest()
    const key = randomUUID()
    const send = () =>
      client.post('/api/v1/quotes').bearerToken(token).header('idempotency-key', key).json(body)
    const first = await send()
    const second = await send()
    second.assertStatus(201)
    assert.deepEqual(second.body(), first.body())
    assert.equal(second.header('location'), first.header('location'))
    second.assertHeader('idempotent-replayed', 'true')
    assert.equal(await quotesOf(user.id), 1)
  })

  test('of ten at once one runs; the others wait for it or are told to', async ({
    client,
    assert,
  }) => {
    const { token, user } = await createAgent()
    const body = await exampleRequest()
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        client.post('/api/v1/quotes').bearerToken(token).header('idempotency-key', key).json(body)
      )
    )
    for (const answer of answers) assert.include([201, 409], answer.status())
    assert.equal(new Set(answers.filter((a) => a.status() === 201).map((a) => a.text())).size, 1)
    assert.equal(await quotesOf(user.id), 1)
  })

  test('keys of two people have nothing to do with each other', async ({ client, assert }) => {
    const key = randomUUID()
    const body = await exampleRequest()
    const ids: string[] = []
    for (const { token } of [await createAgent(), await createAgent()]) {
      const made = await client
        .post('/api/v1/quotes')
        .bearerToken(token)
        .header('idempotency-key', key)
        .json(body)
      ids.push(made.body().data.id)
    }
    assert.notEqual(ids[0], ids[1])
  })

  test('a move under a key is made once, and answers with the same entity tag', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    const key = randomUUID()
    const withdraw = () =>
      client
        .post(`/api/v1/quotes/${id}/withdraw`)
        .bearerToken(agent.token)
        .header('idempotency-key', key)
        .json({ reason: 'Bought elsewhere' })
    const first = await withdraw()
    const second = await withdraw()
    second.assertStatus(200)
    assert.deepEqual(second.body(), first.body())
    assert.equal(second.header('etag'), first.header('etag'))
    second.assertHeader('idempotent-replayed', 'true')
  })

  test('an answer without a body is kept too', async ({ client, assert }) => {
    const agent = await createAgent()
    const body = await openRequest()
    for (const vehicle of body.facts.vehicles) delete vehicle.coverages.PIP
    const id = await quoteOf(client, agent, body)
    const key = randomUUID()
    const elect = () =>
      client
        .post(`/api/v1/quotes/${id}/elections`)
        .bearerToken(agent.token)
        .header('idempotency-key', key)
        .json({ rule: 'UW-6' })
    ;(await elect()).assertStatus(204)
    const again = await elect()
    again.assertStatus(204)
    assert.equal(again.header('idempotent-replayed'), 'true')
  })

  test('what a server did before it died with the answer in hand is not done again', async ({
    client,
    assert,
  }) => {
    const { token, user } = await createAgent()
    const body = await exampleRequest()
    const key = randomUUID()
    const send = () =>
      client.post('/api/v1/quotes').bearerToken(token).header('idempotency-key', key).json(body)
    const { id } = (await send()).body().data
    await db
      .from('idempotency_keys')
      .where({ key })
      .update({ status: null, claimed_at: new Date(Date.now() - 120_000) })
    const again = await send()
    again.assertStatus(409)
    assert.equal(again.body().type, 'urn:ratewright:problem:answer_lost')
    assert.equal(again.header('location'), `/api/v1/quotes/${id}`)
    assert.equal(await quotesOf(user.id), 1)
  })

  test('so it is with the life of a plan and with bulk jobs, whose journals are others', async ({
    client,
    assert,
  }) => {
    const { token } = await createAgent('admin')
    const plan = '/api/v1/plans/texas_personal_auto'
    for (const [path, body] of [
      [`${plan}/versions`, { from: 1, reason: 'To try' }],
      [`${plan}/requotes`, { apply: false, reason: 'To know' }],
    ] as const) {
      const key = randomUUID()
      const send = () =>
        client.post(path).bearerToken(token).header('idempotency-key', key).json(body)
      const first = await send()
      assert.isBelow(first.status(), 300, first.text())
      await db
        .from('idempotency_keys')
        .where({ key })
        .update({ status: null, claimed_at: new Date(Date.now() - 120_000) })
      const again = await send()
      again.assertStatus(409)
      assert.equal(again.body().type, 'urn:ratewright:problem:answer_lost')
      assert.equal(again.header('location'), first.header('location'))
    }
  })

  test('every unsafe call below /api/v1 takes a key, but for the stream of a batch and answers with a secret', async ({
    client,
    assert,
  }) => {
    const isKept = (pattern: string) =>
      !pattern.endsWith('/batch') && !pattern.startsWith('/api/v1/oauth/')
    const { token } = await createAgent()
    const { default: router } = await import('@adonisjs/core/services/router')
    const unsafe = Object.values(router.toJSON())
      .flat()
      .filter(({ pattern }) => pattern.startsWith('/api/v1/') && isKept(pattern))
      .flatMap(({ methods, pattern }) => methods.map((method) => ({ method, pattern })))
      .filter(({ method }) => !['GET', 'HEAD'].includes(method))
    assert.isAtLeast(unsafe.length, 10)
    for (const { method, pattern } of unsafe) {
      const path = pattern.replaceAll(/:\w+/g, '1')
      const refused = await client
        .request(path, method)
        .bearerToken(token)
        .header('idempotency-key', 'not a key')
        .json({})
      assert.include(refused.body().detail, 'Idempotency-Key', `${method} ${pattern}`)
    }
  })

  test('another request under a used key is refused', async ({ client, assert }) => {
    const { token } = await createAgent()
    const body = await exampleRequest()
    const key = randomUUID()
    const send = (json: object) =>
      client.post('/api/v1/quotes').bearerToken(token).header('idempotency-key', key).json(json)
    await send(body)
    body.facts.policy.paperless = !body.facts.policy.paperless
    const other = await send(body)
    other.assertStatus(422)
    assert.equal(other.body().type, 'urn:ratewright:problem:key_of_other_request')
  })

  test('a refused request gives its key back', async ({ client }) => {
    const { token } = await createAgent()
    const key = randomUUID()
    const send = (json: object) =>
      client.post('/api/v1/quotes').bearerToken(token).header('idempotency-key', key).json(json)
    ;(await send({ plan: 'nothing', facts: {} })).assertStatus(422)
    ;(await send(await exampleRequest())).assertStatus(201)
  })

  test('a key that is empty, too long or not ASCII is refused', async ({ client }) => {
    const { token } = await createAgent()
    for (const key of ['a b', 'x'.repeat(201), 'é']) {
      const refused = await client
        .post('/api/v1/quotes')
        .bearerToken(token)
        .header('idempotency-key', key)
        .json(await exampleRequest())
      refused.assertStatus(422)
    }
  })
})
