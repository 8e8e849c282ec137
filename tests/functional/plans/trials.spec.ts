import { test } from '@japa/runner'
import { createQuote } from '#services/quotes/create_quote'
import { rateFacts } from '#services/quotes/rate_facts'
import { endImpactThread } from '#services/impact/impact_thread'
import { createAgent } from '#tests/harness/agent'
import { office } from '#tests/harness/plan_office'
import { publishOwnPlan, skiffFacts } from '#tests/harness/plans'

const dearer = { 'hull_rate.csv': 'length,amount\n2 to 9,120.00\n10 to 40,250.00\n' }

test.group('A draft is tried', (group) => {
  group.teardown(endImpactThread)

  test('on a book, which says who pays more, by how much, and the worst case', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { author, post, save } = await office(client, name)
    await post(author, '', { from: 1 })
    ;(await save(2, dearer)).assertStatus(200)
    const response = await post(author, '/2/impact', { size: 300 })
    response.assertStatus(200)
    const { data } = response.body()
    assert.containsSubset(data, { of: 'book', against: 1, currency: 'USD', not_compared: 0 })
    assert.equal(data.risks, 300)
    assert.equal(data.more + data.same, 300)
    assert.isAbove(data.more, 0)
    assert.containsSubset(data.bands, [{ from: '20.0', to: '25.0', risks: data.more }])
    assert.containsSubset(data.worst[0], {
      before: '100.00',
      after: '120.00',
      change: '20.00',
      change_percent: '20.0',
    })
    const again = await post(author, '/2/difference', { facts: data.worst[0].facts })
    assert.containsSubset(again.body().data, { before: '100.00', after: '120.00', against: 1 })
    assert.isTrue(data.dimensions.some((each: { name: string }) => each.name === 'policy.term'))
  })

  test('on the open quotes, by their numbers, and not for an agent', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { author, post, save } = await office(client, name)
    const rated = await rateFacts({
      ...{ plan: name, transaction: 'new_business', facts: skiffFacts() },
    })
    if (!rated.ok) throw new Error(rated.error.type)
    await createQuote(rated.rating, { userId: author.user.id, requestId: 'trials' })
    await post(author, '', { from: 1 })
    await save(2, dearer)
    const response = await post(author, '/2/impact', { of: 'quotes' })
    const { data } = response.body()
    assert.containsSubset(data, { of: 'quotes', risks: 1, more: 1, change_percent: '20.0' })
    assert.match(data.worst[0].quote_id, /^\d+$/)
    assert.isNull(data.worst[0].facts)
    ;(await post(await createAgent(), '/2/impact', { of: 'quotes' })).assertStatus(403)
  })

  test('on one risk, whose difference is explained to the cent', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { author, post, save } = await office(client, name)
    await post(author, '', { from: 1 })
    await save(2, dearer)
    const { data } = (await post(author, '/2/difference', { facts: skiffFacts() })).body()
    assert.containsSubset(data, { before: '100.00', after: '120.00', amount: '20.00' })
    assert.containsSubset(data.parts, [{ kind: 'rates', amount: '20.00' }])
    const wrong = await post(author, '/2/difference', { facts: { policy: {} } })
    wrong.assertStatus(422)
    assert.match(wrong.body().type, /invalid_facts$/)
  })

  test('on its worked examples, which say what they expected and what came out', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { author, post, get, path } = await office(client, name)
    await post(author, '', { from: 1 })
    const { sources } = (await get(author, '/2?include=sources')).body().data
    const example = `
example "A small skiff"
  given
    policy  effective_on 2026-05-01, term 12, length 5
      HULL 50
  expect
    total = 99.00
`
    const saved = await client
      .put(`${path}/2/sources`)
      .bearerToken(author.token)
      .header('if-match', '"1"')
      .json({ plan: `${sources.plan.text}${example}` })
    saved.assertStatus(200)
    const { data } = (await get(author, '/2/examples')).body()
    assert.containsSubset(data, [{ title: 'A small skiff', holds: false }])
    assert.equal(data[0].facts.policy.length, 5)
    assert.match(data[0].failures[0].message, /is 100\.00, but the example expects 99\.00/)
  })

  test('is refused where it does not compile, where there is none, and what is no number', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { author, post, get, save } = await office(client, name)
    await post(author, '', { from: 1 })
    await save(2, { 'hull_rate.csv': 'length,amount\n2 to 9,120.00\n' })
    const refused = [
      await post(author, '/2/impact'),
      await post(author, '/2/difference', { facts: skiffFacts() }),
      await get(author, '/2/examples'),
    ]
    for (const response of refused) {
      response.assertStatus(409)
      assert.match(response.body().type, /plan_has_errors$/)
    }
    ;(await post(author, '/9/impact')).assertStatus(404)
    ;(await post(author, '/1/impact', { size: 0 })).assertStatus(422)
    ;(await post(author, '/1/impact', { size: 1_000_000 })).assertStatus(422)
    ;(await post(author, '/1/impact', { of: 'dreams' })).assertStatus(422)
    const missing = await post(author, '/1/impact', { against: 7 })
    assert.match(missing.body().type, /nothing_to_compare$/)
  })
})
