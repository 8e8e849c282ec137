import { test } from '@japa/runner'
import { createAgent } from '#tests/harness/agent'
import { openRequest, post, quoteOf } from '#tests/harness/quotes'

test.group('Searching quotes', () => {
  test('by name, VIN, ZIP, number, status, state and dates', async ({ client, assert }) => {
    const agent = await createAgent()
    const body = await openRequest()
    const name = `Zoë Quux${agent.user.id}`
    Object.assign(body.facts.drivers[0] ?? {}, { name })
    Object.assign(body.facts.vehicles[0] ?? {}, { vin: '1M8GDM9AXKP042788' })
    const id = await quoteOf(client, agent, body)
    const other = await quoteOf(client, agent, await openRequest())
    const listed = async (query: Record<string, string>) => {
      const answer = await client.get('/api/v1/quotes').bearerToken(agent.token).qs(query)
      answer.assertStatus(200)
      return answer.body().data.map((quote: { id: string }) => quote.id)
    }
    const { effective_on: day } = body.facts.policy
    for (const query of [
      { search: name },
      { search: `quux${agent.user.id}` },
      { search: `quux${agent.user.id} ZOE` },
      { search: '1m8gdm9axkp042788' },
      { search: name, status: 'quoted,approved', state: 'TX' },
      { search: name, effective_from: String(day), effective_to: String(day) },
      { search: name, plan: 'texas_personal_auto', created_from: '2020-01-01' },
    ]) {
      assert.deepEqual(await listed(query), [id], JSON.stringify(query))
    }
    assert.include(await listed({ search: '78701', limit: '200' }), other)
    assert.include(await listed({ search: id.padStart(2, '0') }), id)
    for (const query of [
      { search: name, status: 'bound' },
      { search: name, state: 'NY' },
      { search: name, effective_to: '2020-01-01' },
      { search: name, created_to: '2020-01-01' },
      { search: `${name} Nobody` },
    ]) {
      assert.deepEqual(await listed(query), [], JSON.stringify(query))
    }
    await post(client, agent, `${id}/withdraw`, { reason: 'Not now' })
    assert.deepEqual(await listed({ search: name, status: 'withdrawn' }), [id])
  })

  test('a parameter that is wrong is named', async ({ client, assert }) => {
    const { token } = await createAgent()
    for (const [name, value] of [
      ['status', 'draft'],
      ['state', 'Texas'],
      ['effective_from', '2026-02-30'],
      ['created_to', 'today'],
      ['search', 'x'],
    ] as const) {
      const answer = await client
        .get('/api/v1/quotes')
        .bearerToken(token)
        .qs({ [name]: value })
      answer.assertStatus(422)
      assert.equal(answer.body().errors[0].path, name)
    }
  })

  test('a page is not disturbed by quotes that come in meanwhile', async ({ client, assert }) => {
    const agent = await createAgent()
    const body = await openRequest()
    const name = `Paged${agent.user.id}`
    Object.assign(body.facts.drivers[0] ?? {}, { name })
    const made: string[] = []
    for (let at = 0; at < 5; at++) made.unshift(await quoteOf(client, agent, body))
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: Record<string, string> = { search: name, limit: '2', ...(cursor && { cursor }) }
      const page = await client.get('/api/v1/quotes').bearerToken(agent.token).qs(query)
      seen.push(...page.body().data.map(({ id }: { id: string }) => id))
      cursor = page.body().next_cursor
      await quoteOf(client, agent, body)
    } while (cursor !== null)
    assert.deepEqual(seen, made)
  })
})
