import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { createAgent } from '#tests/harness/agent'
import { openRequest, post, quoteOf, shown } from '#tests/harness/quotes'

const ROUNDS = 12

test.group('Two at once', () => {
  test('bind a quote to the same one policy, each time', async ({ client, assert }) => {
    const [one, other] = [await createAgent(), await createAgent()]
    for (let round = 0; round < ROUNDS; round++) {
      const id = await quoteOf(client, one, await openRequest())
      const answers = await Promise.all([
        post(client, one, `${id}/bind`, { instalments: 1 }),
        post(client, other, `${id}/bind`, { instalments: 6 }),
      ])
      assert.sameMembers(
        answers.map((answer) => answer.status()),
        [200, 201]
      )
      assert.deepEqual(answers[0].body(), answers[1].body())
      assert.lengthOf(await db.from('policies').where('quote_id', id), 1)
    }
  })

  test('a bind and a revision leave a policy of what was bound, or a revised quote', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    for (let round = 0; round < ROUNDS; round++) {
      const id = await quoteOf(client, agent, await openRequest())
      const { facts } = await openRequest()
      facts.policy['term'] = 12
      const [bound, revised] = await Promise.all([
        post(client, agent, `${id}/bind`),
        post(client, agent, `${id}/versions`, { facts }),
      ])
      const quote = await shown(client, agent, id)
      const policies = await db.from('policies').where('quote_id', id)
      if (bound.status() === 201) {
        assert.lengthOf(policies, 1)
        assert.equal(bound.body().data.total, quote.total)
        assert.equal(revised.status(), quote.version === 2 ? 201 : 409)
      } else {
        assert.equal(bound.body().type, 'urn:ratewright:problem:revised_meanwhile')
        assert.equal(revised.status(), 201)
        assert.isEmpty(policies)
        assert.equal(quote.status, 'quoted')
      }
    }
  })

  test('a bind and a naming of the insured both count: the policy has whom its quote names', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    for (let round = 0; round < ROUNDS; round++) {
      const id = await quoteOf(client, agent, await openRequest())
      const insured = { name: 'Zoë Delgado', email: null, address: [] }
      const [bound, named] = await Promise.all([
        post(client, agent, `${id}/bind`),
        client.put(`/api/v1/quotes/${id}/insured`).bearerToken(agent.token).json(insured),
      ])
      bound.assertStatus(201)
      assert.include([200, 204, 409], named.status())
      const kept = await db
        .from('policy_versions as v')
        .join('policies as p', 'p.id', 'v.policy_id')
        .join('quotes as q', 'q.id', 'p.quote_id')
        .where('q.id', id)
        .select('v.sealed_insured as policy', 'q.sealed_insured as quote')
        .firstOrFail()
      assert.deepEqual(kept.policy, kept.quote)
      assert.equal(kept.quote === null, named.status() === 409)
    }
  })

  test('move a quote by the same If-Match once', async ({ client, assert }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    const answers = await Promise.all(
      ['bind', 'withdraw'].map((move) =>
        post(client, agent, `${id}/${move}`, move === 'bind' ? {} : { reason: 'Too dear' }).header(
          'if-match',
          '"1"'
        )
      )
    )
    const statuses = answers.map((answer) => answer.status())
    assert.lengthOf(
      statuses.filter((status) => status < 300),
      1
    )
    assert.lengthOf(
      statuses.filter((status) => status === 412),
      1
    )
  })
})
