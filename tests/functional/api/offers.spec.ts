import { test } from '@japa/runner'
import { createAgent, type Agent } from '#tests/harness/agent'
import { openRequest, post, quoteOf } from '#tests/harness/quotes'
import type { ApiClient } from '@japa/api-client'

interface Lever {
  readonly kind: string
  readonly title: string
  readonly change: { readonly pointer: string; readonly before: unknown; readonly after: unknown }
  readonly total: string
  readonly difference: string
  readonly requires: readonly object[]
}

interface Option {
  readonly kind: string
  readonly name: string
  readonly total: string
  readonly difference: string
  readonly facts: object
}

async function leversOf(client: ApiClient, agent: Agent, id: string): Promise<readonly Lever[]> {
  const answer = await client.get(`/api/v1/quotes/${id}/levers`).bearerToken(agent.token)
  answer.assertStatus(200)
  return answer.body().data.levers
}

const cents = (amount: string) => BigInt(amount.replace('.', ''))

test.group('Options', () => {
  test('come in one call: each package and each variation with its exact difference', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const body = await openRequest()
    const id = await quoteOf(client, agent, body)
    const pointer = '/vehicles/0/coverages/COLL/deductible'
    const answer = await post(client, agent, `${id}/options`, {
      variations: [250, 1000, 2500].map((to) => ({ name: `COLL ${to}`, set: { [pointer]: to } })),
    })
    answer.assertStatus(200)
    const { asked, options } = answer.body().data
    assert.deepEqual(
      options.map(({ name }: Option) => name),
      ['good', 'better', 'best', 'COLL 250', 'COLL 1000', 'COLL 2500']
    )
    for (const { total, difference } of options as readonly Option[]) {
      assert.equal(cents(asked.total) + cents(difference), cents(total))
    }
    const totals = options.slice(3).map(({ total }: Option) => cents(total))
    assert.isTrue(totals[0] > totals[1] && totals[1] > totals[2])
  })

  test('the facts of an option, sent as a revision, cost what was offered', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    const { options } = (await post(client, agent, `${id}/options`)).body().data
    for (const { facts, total } of options as readonly Option[]) {
      const revised = await post(client, agent, `${id}/versions`, { facts })
      revised.assertStatus(201)
      assert.equal(revised.body().data.total, total)
    }
  })

  test('a risk that is not stored has the same options', async ({ client, assert }) => {
    const agent = await createAgent()
    const body = await openRequest()
    const id = await quoteOf(client, agent, body)
    const stored = (await post(client, agent, `${id}/options`)).body().data
    const rated = await client
      .post('/api/v1/ratings/options')
      .bearerToken(agent.token)
      .json({ ...body })
    assert.deepEqual(rated.body().data, stored)
  })

  test('a variation that is no risk is refused by its place', async ({ client, assert }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    for (const set of [
      { '/vehicles/0/coverages/COLL/deductible': 3 },
      { '/vehicles/7/coverages/COLL/deductible': 500 },
      { '/__proto__': 1 },
      { '/vehicles/0/coverages/COMP': null },
    ]) {
      const refused = await post(client, agent, `${id}/options`, {
        variations: [{ name: 'Wrong', set }],
      })
      refused.assertStatus(422)
      assert.equal(refused.body().errors[0].pointer, '/variations/0/set')
    }
    ;(await post(client, agent, `${id}/options`, { more: 1 })).assertStatus(422)
    ;(await post(client, agent, '999999/options')).assertStatus(404)
  })
})

test.group('What would lower a price', () => {
  test('is priced to the cent, the largest first, and is what a revision comes to', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const body = await openRequest()
    const id = await quoteOf(client, agent, body)
    const levers = await leversOf(client, agent, id)
    const differences = levers.map(({ difference }) => cents(difference))
    assert.isTrue(
      differences.every((each, at) => each < 0n && each >= (differences[at - 1] ?? each))
    )
    const full = levers.find(({ change }) => change.pointer === '/facts/policy/paid_in_full')
    body.facts.policy.paid_in_full = true
    const revised = await post(client, agent, `${id}/versions`, { facts: body.facts })
    assert.equal(revised.body().data.total, full?.total)
    const left = await leversOf(client, agent, id)
    assert.isUndefined(left.find(({ change }) => change.pointer === full?.change.pointer))
  })

  test('names what a customer can choose and nothing that they are', async ({ client, assert }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    const pointers = (await leversOf(client, agent, id)).map(({ change }) => change.pointer)
    assert.isAbove(pointers.length, 5)
    for (const pointer of pointers) {
      assert.match(
        pointer,
        /\/(paid_in_full|paperless|course_on|antitheft|coverages\/\w+\/(limit|deductible))$/
      )
    }
  })

  test('of a quote that is not there there is none', async ({ client }) => {
    const { token } = await createAgent()
    const answer = await client.get('/api/v1/quotes/999999/levers').bearerToken(token)
    answer.assertStatus(404)
  })
})
