import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { createAgent, exampleRequest } from '#tests/harness/agent'
import { openRequest, post, quoteOf, referred, shown } from '#tests/harness/quotes'
import { expireQuotes } from '#services/quotes/life/expire_quotes'

test.group('The life of a quote', () => {
  test("begins where the plan's decision puts it, with a last day", async ({ client, assert }) => {
    const agent = await createAgent()
    const quoted = await shown(client, agent, await quoteOf(client, agent, await openRequest()))
    assert.containsSubset(quoted, {
      status: 'quoted',
      expiry_reason: 'effective_date',
      expires_on: quoted.effective_on,
      moves: ['revise', 'refer', 'withdraw', 'bind'],
      blocked: [],
      journal: [{ kind: 'create', from: null, to: 'quoted', actor: agent.user.fullName }],
      policy_number: null,
      etag: '"1"',
    })
    const body = referred(await openRequest())
    assert.equal(
      (await shown(client, agent, await quoteOf(client, agent, body))).status,
      'referred'
    )
  })

  test('a revision appends a version and decides anew', async ({ client, assert }) => {
    const agent = await createAgent()
    const body = await openRequest()
    const id = await quoteOf(client, agent, body)
    const { facts } = referred(await openRequest())
    const revised = await post(client, agent, `${id}/versions`, { facts, reason: 'No prior cover' })
    revised.assertStatus(201)
    assert.equal(revised.body().data.version, 2)
    const quote = await shown(client, agent, id)
    assert.containsSubset(quote, { status: 'referred', version: 2, etag: '"2"' })
    assert.deepEqual(
      quote.versions.map(({ number }: { number: number }) => number),
      [2, 1]
    )
    assert.containsSubset(quote.journal[0], {
      kind: 'revise',
      from: 'quoted',
      to: 'referred',
      reason: 'No prior cover',
    })
    const wrong = await post(client, agent, `${id}/versions`, { facts: { ...facts, policy: {} } })
    wrong.assertStatus(422)
    assert.equal(wrong.body().errors[0].pointer, '/facts/policy/effective_on')
    const other = await post(client, agent, `${id}/versions`, { plan: body.plan, facts })
    assert.equal(other.body().errors[0].pointer, '/plan')
  })

  test('an underwriter approves or declines what was referred; an agent may not', async ({
    client,
    assert,
  }) => {
    const [agent, underwriter] = [await createAgent(), await createAgent('underwriter')]
    const id = await quoteOf(client, agent, referred(await openRequest()))
    const refused = await post(client, agent, `${id}/approve`)
    refused.assertStatus(403)
    assert.equal(refused.body().type, 'urn:ratewright:problem:not_allowed')
    ;(await post(client, agent, `${id}/bind`)).assertStatus(409)

    const approved = await post(client, underwriter, `${id}/approve`, { reason: 'Known family' })
    approved.assertStatus(200)
    assert.containsSubset(approved.body().data, { id, status: 'approved' })
    assert.equal(approved.header('etag'), '"2"')

    ;(await post(client, underwriter, `${id}/decline`)).assertStatus(422)
    const declined = await post(client, underwriter, `${id}/decline`, { reason: 'A claim came in' })
    assert.equal(declined.body().data.status, 'declined')
    const twice = await post(client, underwriter, `${id}/approve`)
    twice.assertStatus(409)
    assert.include(twice.body().detail, 'Possible for you: revise, reopen.')
    const reopened = await post(client, underwriter, `${id}/reopen`, {
      reason: 'It was another car',
    })
    assert.equal(reopened.body().data.status, 'referred')
  })

  test('an underwriter approves with changes in one step, or nothing is changed', async ({
    client,
    assert,
  }) => {
    const [agent, underwriter] = [await createAgent(), await createAgent('underwriter')]
    const body = referred(await openRequest())
    const id = await quoteOf(client, agent, body)
    body.facts.policy.paperless = !body.facts.policy.paperless
    const change = { facts: body.facts, reason: 'Paper, since they asked', approve: true }
    const refused = await post(client, agent, `${id}/versions`, change)
    refused.assertStatus(403)
    assert.containsSubset(await shown(client, agent, id), { status: 'referred', version: 1 })

    const approved = await post(client, underwriter, `${id}/versions`, change)
    approved.assertStatus(201)
    assert.containsSubset(approved.body().data, { id, version: 2, status: 'approved' })
    const quote = await client.get(`/api/v1/quotes/${id}`).bearerToken(agent.token)
    assert.equal(quote.header('etag'), approved.header('etag'))
    assert.containsSubset(quote.body().data, { status: 'approved', version: 2 })
    ;(await post(client, agent, `${id}/bind`)).assertStatus(201)
    const wrong = await post(client, underwriter, `${id}/versions`, { ...change, approve: 'yes' })
    assert.equal(wrong.body().errors[0].pointer, '/approve')
  })

  test('what was changed since it was read is not moved', async ({ client, assert }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    const withdraw = (etag: string) =>
      post(client, agent, `${id}/withdraw`, { reason: 'Too dear' }).header('if-match', etag)
    const stale = await withdraw('"7"')
    stale.assertStatus(412)
    assert.equal(stale.header('etag'), '"1"')
    ;(await withdraw('nonsense')).assertStatus(422)
    ;(await withdraw('"1"')).assertStatus(200)
    assert.equal((await shown(client, agent, id)).status, 'withdrawn')
  })

  test('a quote that does not exist can not be moved', async ({ client }) => {
    const agent = await createAgent()
    const { facts } = await openRequest()
    ;(await post(client, agent, '999999999/versions', { facts })).assertStatus(404)
    ;(await post(client, agent, '999999999/bind')).assertStatus(404)
    ;(await post(client, agent, '999999999/withdraw', { reason: 'x' })).assertStatus(404)
    ;(await post(client, agent, '999999999/elections', { rule: 'x' })).assertStatus(404)
  })
})

test.group('Binding', () => {
  test('makes one policy with its term and instalments, and the quote is closed', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const body = await openRequest()
    const id = await quoteOf(client, agent, body)
    const bound = await post(client, agent, `${id}/bind`, { instalments: 3 })
    bound.assertStatus(201)
    const policy = bound.body().data
    const quote = await shown(client, agent, id)
    assert.match(policy.number, /^TX-\d{8}$/)
    assert.equal(policy.total, quote.total)
    assert.equal(policy.begins_on, body.facts.policy.effective_on)
    assert.equal(
      policy.ends_on,
      DateTime.fromISO(policy.begins_on).plus({ months: 6 }).toFormat('yyyy-MM-dd')
    )
    const sum = policy.instalments.reduce(
      (cents: number, { amount }: { amount: string }) => cents + Number(amount.replace('.', '')),
      0
    )
    assert.equal(sum, Number(policy.total.replace('.', '')))
    assert.containsSubset(quote, { status: 'bound', moves: [], policy_number: policy.number })
    const read = await client.get(bound.header('location') ?? '').bearerToken(agent.token)
    assert.deepEqual(read.body().data, policy)
  })

  test('twenty times at once, and again later, gives the same one policy', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(client, agent, `${id}/bind`))
    )
    const statuses = answers.map((answer) => answer.status())
    assert.equal(statuses.filter((status) => status === 201).length, 1)
    assert.equal(statuses.filter((status) => status === 200).length, 19)
    const numbers = new Set(answers.map((answer) => answer.body().data.number))
    const later = await post(client, agent, `${id}/bind`)
    later.assertStatus(200)
    assert.deepEqual([...numbers], [later.body().data.number])
    const stored = await db.from('policies').where('quote_id', id)
    assert.lengthOf(stored, 1)
    const revised = await post(client, agent, `${id}/versions`, await openRequest())
    revised.assertStatus(422)
  })

  test('is refused where the stored facts no longer come to the stored worksheet', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    // Nobody can change a stored version: the database is told to look away for once.
    await db.transaction(async (transaction) => {
      await transaction.rawQuery('alter table quote_versions disable trigger user')
      await transaction.rawQuery(
        `update quote_versions set worksheet_hash = repeat('0', 64) where quote_id = ?`,
        [id]
      )
      await transaction.rawQuery('alter table quote_versions enable trigger user')
    })
    const refused = await post(client, agent, `${id}/bind`)
    refused.assertStatus(409)
    assert.equal(refused.body().type, 'urn:ratewright:problem:price_changed')
    assert.match(
      refused.body().detail,
      /^The total is still [\d.]+, but not by the steps that were shown\./
    )
    assert.equal((await shown(client, agent, id)).status, 'quoted')
    assert.isEmpty(await db.from('policies').where('quote_id', id))
  })

  test('waits for what a rule requires in writing', async ({ client, assert }) => {
    const agent = await createAgent()
    const body = await openRequest()
    for (const { coverages } of body.facts.vehicles) delete coverages['UM']
    const id = await quoteOf(client, agent, body)
    const refused = await post(client, agent, `${id}/bind`)
    refused.assertStatus(409)
    assert.equal(refused.body().type, 'urn:ratewright:problem:elections_missing')
    const [, rule] = /first: ([\w-]+)/.exec(refused.body().detail) ?? []
    const other = await post(client, agent, `${id}/elections`, { rule: 'UW-99' })
    other.assertStatus(409)
    assert.include(other.body().detail, `Required: ${rule}`)
    const election = { rule, note: 'Signed on paper' }
    ;(await post(client, agent, `${id}/elections`, election)).assertStatus(204)
    ;(await post(client, agent, `${id}/elections`, election)).assertStatus(204)
    assert.lengthOf((await shown(client, agent, id)).elections, 1)
    ;(await post(client, agent, `${id}/bind`)).assertStatus(201)
  })

  test("beyond an agent's authority takes an underwriter", async ({ client, assert }) => {
    const [agent, underwriter] = [await createAgent(), await createAgent('underwriter')]
    const body = await openRequest()
    const dear = body.facts.vehicles.slice(0, 1).map((vehicle) => ({ ...vehicle, symbol: 27 }))
    body.facts.vehicles = Array.from({ length: 8 }).flatMap(() => dear)
    body.facts.policy.term = 12
    const id = await quoteOf(client, agent, body)
    const refused = await post(client, agent, `${id}/bind`)
    refused.assertStatus(403)
    assert.equal(refused.body().type, 'urn:ratewright:problem:over_authority')
    ;(await post(client, underwriter, `${id}/bind`)).assertStatus(201)
  })

  test('takes no more instalments than months', async ({ client, assert }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    const refused = await post(client, agent, `${id}/bind`, { instalments: 7 })
    refused.assertStatus(422)
    assert.equal(refused.body().errors[0].pointer, '/instalments')
    ;(await post(client, agent, `${id}/bind`, { instalments: 0 })).assertStatus(422)
    ;(await post(client, agent, `${id}/bind`, { instalments: 'two' })).assertStatus(422)
    assert.isEmpty(await db.from('policies').where('quote_id', id))
  })

  test('a policy is never changed, deleted or issued twice for a quote', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    const { number } = (await post(client, agent, `${id}/bind`)).body().data
    const policy = db.from('policies').where('number', number)
    await assert.rejects(() => policy.clone().update({ number: 'TX-1' }), /never changed/)
    await assert.rejects(() => policy.clone().delete(), /never changed/)
    const { plan_id: planId, bound_by: boundBy } = await policy.clone().firstOrFail()
    await assert.rejects(
      () =>
        db
          .table('policies')
          .insert({ number: 'TX-2', quote_id: id, plan_id: planId, bound_by: boundBy }),
      /policies_quote_id_unique/
    )
  })
})

test.group('Expiry', () => {
  test('a quote past its last day is not bound, even before it is marked; revised, it lives on', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const body = await exampleRequest()
    const id = await quoteOf(client, agent, body)
    const late = await post(client, agent, `${id}/bind`)
    late.assertStatus(409)
    assert.equal(late.body().type, 'urn:ratewright:problem:quote_expired')

    assert.isAtLeast(await expireQuotes('test'), 1)
    assert.equal(await expireQuotes('test'), 0)
    const quote = await shown(client, agent, id)
    assert.containsSubset(quote, { status: 'expired', moves: ['revise'] })
    assert.containsSubset(quote.journal[0], {
      kind: 'expire',
      from: 'quoted',
      reason: 'effective_date',
      actor: null,
    })
    const { facts } = await openRequest()
    ;(await post(client, agent, `${id}/versions`, { facts })).assertStatus(201)
    ;(await post(client, agent, `${id}/bind`)).assertStatus(201)
  })
})
