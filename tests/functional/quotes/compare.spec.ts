import { test } from '@japa/runner'
import { createAgent } from '#tests/harness/agent'
import { openRequest, post, quoteOf, referred } from '#tests/harness/quotes'

test.group('Comparing two versions of a quote', () => {
  test('tells the fields, the premiums and each share of the difference', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    const { facts } = referred(await openRequest())
    facts.policy['term'] = 12
    ;(await post(client, agent, `${id}/versions`, { facts })).assertStatus(201)
    const path = `/api/v1/quotes/${id}/versions/compare`
    const response = await client.get(path).qs({ from: 1, to: 2 }).bearerToken(agent.token)
    response.assertStatus(200)
    const { data } = response.body()
    const cents = (amount: string) => Number(amount.replace('.', ''))
    assert.containsSubset(data, { from: 1, to: 2, rates: '0.00', fees: '0.00' })
    assert.equal(data.facts, data.amount)
    assert.equal(cents(data.after) - cents(data.before), cents(data.amount))
    assert.deepEqual(
      data.fields.map(({ path: place }: { path: string }) => place),
      ['policy.term', 'policy.prior_cover']
    )
    assert.equal(
      data.parts.reduce((sum: number, { amount }: { amount: string }) => sum + cents(amount), 0),
      cents(data.amount)
    )
    assert.isNotEmpty(data.premiums)
  })

  test('needs two versions that there are', async ({ client, assert }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    const compare = (from: string, to: string) =>
      client.get(`/api/v1/quotes/${id}/versions/compare`).qs({ from, to }).bearerToken(agent.token)
    const missing = await compare('1', '2')
    missing.assertStatus(404)
    assert.equal(missing.body().type, 'urn:ratewright:problem:no_such_version')
    ;(await compare('0', '1')).assertStatus(422)
    ;(await compare('1', 'two')).assertStatus(422)
  })
})
