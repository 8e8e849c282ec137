import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { createAgent } from '#tests/harness/agent'
import { openRequest, post, quoteOf, shown } from '#tests/harness/quotes'

const SECRETS = ['Maria', 'Delgado', '1986-02-11', '78701', '1HGCM82633A004352']

async function privateRequest() {
  const body = await openRequest()
  const [vehicle] = body.facts.vehicles
  if (vehicle) vehicle['vin'] = '1HGCM82633A004352'
  return body
}

/** Everything of a quote that the database holds, as text. */
async function storedText(id: string): Promise<string> {
  const { rows } = await db.rawQuery(
    `select v.*, p.facts as bound_facts, p.sealed_facts as bound_sealed
     from quote_versions v left join policy_versions p on p.quote_version_id = v.id
     where v.quote_id = ?`,
    [id]
  )
  return JSON.stringify(rows, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value
  )
}

test.group('Private values', () => {
  test('are sealed where they are stored and whole where they are read', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const body = await privateRequest()
    const id = await quoteOf(client, agent, body)
    ;(await post(client, agent, `${id}/bind`)).assertStatus(201)
    const stored = await storedText(id)
    for (const secret of SECRETS) assert.notInclude(stored, secret)
    const version = await client.get(`/api/v1/quotes/${id}/versions/1`).bearerToken(agent.token)
    assert.deepEqual(version.body().data.facts, body.facts)
  })

  test('a version takes at most 4 kB', async ({ client, assert }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await privateRequest())
    const { rows } = await db.rawQuery(
      'select pg_column_size(v.*) as bytes from quote_versions v where quote_id = ?',
      [id]
    )
    assert.isBelow(rows[0].bytes, 4096)
  })

  test('are erased by an administrator, and each version still comes to its total', async ({
    client,
    assert,
  }) => {
    const [agent, admin] = [await createAgent(), await createAgent('admin')]
    const body = await privateRequest()
    const id = await quoteOf(client, agent, body)
    const revised = { ...body.facts, policy: { ...body.facts.policy, term: 12 } }
    ;(await post(client, agent, `${id}/versions`, { facts: revised })).assertStatus(201)
    const worksheet = (number: number) =>
      client.get(`/api/v1/quotes/${id}/versions/${number}/worksheet`).bearerToken(agent.token)
    const before = [(await worksheet(1)).body().data, (await worksheet(2)).body().data]

    const reason = { reason: 'The customer asked for it' }
    ;(await post(client, agent, `${id}/erase`, reason)).assertStatus(403)
    ;(await post(client, admin, `${id}/erase`)).assertStatus(422)
    ;(await post(client, admin, `${id}/legal-hold`, { reason: 'Suit 7' })).assertStatus(204)
    const held = await post(client, admin, `${id}/erase`, reason)
    held.assertStatus(409)
    assert.include(held.body().detail, 'Suit 7')
    assert.equal((await shown(client, agent, id)).legal_hold, 'Suit 7')
    ;(await post(client, admin, `${id}/legal-hold/release`, { reason: 'Settled' })).assertStatus(
      204
    )
    ;(await post(client, admin, `${id}/erase`, reason)).assertStatus(204)

    const key = await db.from('quotes').where('id', id).select('data_key').firstOrFail()
    assert.isNull(key.data_key)
    assert.isNull(await db.from('quote_search_hashes').where('quote_id', id).first())
    for (const [at, shownBefore] of before.entries()) {
      const now = await worksheet(at + 1)
      now.assertStatus(200)
      assert.equal(now.body().data.total, shownBefore.total)
      assert.deepEqual(
        now.body().data.sections.map(({ subtotal }: { subtotal: string }) => subtotal),
        shownBefore.sections.map(({ subtotal }: { subtotal: string }) => subtotal)
      )
      const version = await client
        .get(`/api/v1/quotes/${id}/versions/${at + 1}`)
        .bearerToken(agent.token)
      for (const secret of SECRETS) assert.notInclude(JSON.stringify(version.body()), secret)
    }
    const quote = await shown(client, agent, id)
    assert.isNotNull(quote.erased_at)
    assert.containsSubset(quote.journal[0], { kind: 'erase', ...reason })
    ;(await post(client, admin, `${id}/erase`, reason)).assertStatus(409)
    const moved = await post(client, agent, `${id}/bind`)
    moved.assertStatus(409)
    assert.equal(moved.body().type, 'urn:ratewright:problem:erased')
  })

  test('of an insured are kept while the policy runs', async ({ client, assert }) => {
    const [agent, admin] = [await createAgent(), await createAgent('admin')]
    const id = await quoteOf(client, agent, await openRequest())
    ;(await post(client, agent, `${id}/bind`)).assertStatus(201)
    const refused = await post(client, admin, `${id}/erase`, { reason: 'Asked for' })
    refused.assertStatus(409)
    assert.equal(refused.body().type, 'urn:ratewright:problem:policy_in_force')
    ;(await post(client, admin, '999999999/erase', { reason: 'None' })).assertStatus(404)
  })
  test('that a failed statement was given are not in its error, which is logged', async ({
    assert,
  }) => {
    const failed: unknown = await db
      .rawQuery('select cast(:name as int)', { name: 'Maria Delgado' })
      .catch((error: unknown) => error)
    assert.instanceOf(failed, Error)
    assert.notInclude(String(failed).replace('"Maria Delgado"', ''), 'Delgado')
  })
})
