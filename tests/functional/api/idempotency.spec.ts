import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { createAgent, exampleRequest } from '#tests/harness/agent'

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
