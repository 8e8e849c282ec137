import QuoteVersion from '#models/quote_version'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { StoredPremium } from '#services/quotes/coverage_premiums'
import { createAgent, exampleRequest } from '#tests/harness/agent'

test.group('Quotes over HTTP', () => {
  test('a rating gives decision, reasons and premiums, and stores nothing', async ({
    client,
    assert,
  }) => {
    const { token } = await createAgent()
    const before = await db.from('quotes').count('* as n').first()
    const response = await client
      .post('/api/v1/ratings')
      .bearerToken(token)
      .json(await exampleRequest())
    response.assertStatus(200)
    const { data } = response.body()
    assert.equal(data.decision, 'accept')
    assert.match(data.total, /^\d+\.\d\d$/)
    assert.match(data.program_hash, /^[0-9a-f]{64}$/)
    assert.lengthOf(data.premiums, 12)
    assert.notProperty(data, 'worksheet')
    assert.deepEqual(await db.from('quotes').count('* as n').first(), before)
  })

  test('a quote is shown with the parts that are asked for, and with all where none are named', async ({
    client,
    assert,
  }) => {
    const { token } = await createAgent()
    const made = await client
      .post('/api/v1/quotes')
      .bearerToken(token)
      .json(await exampleRequest())
    const path = `/api/v1/quotes/${made.body().data.id}`
    const partsOf = async (query: Record<string, string>) => {
      const shown = await client.get(path).bearerToken(token).qs(query)
      shown.assertStatus(200)
      const { data } = shown.body()
      return ['versions', 'journal', 'elections', 'rerate'].filter((part) => part in data)
    }
    assert.deepEqual(await partsOf({}), ['versions', 'journal', 'elections', 'rerate'])
    assert.deepEqual(await partsOf({ include: 'rerate,journal' }), ['journal', 'rerate'])
    assert.deepEqual(await partsOf({ include: '' }), [])
    const refused = await client.get(path).bearerToken(token).qs({ include: 'journal,secrets' })
    refused.assertStatus(422)
    assert.equal(refused.body().errors[0].path, 'include')
  })

  test('a quote is read back as it was rated, with the worksheet where it is asked for', async ({
    client,
    assert,
  }) => {
    const { token, user } = await createAgent()
    const body = await exampleRequest()
    const rated = await client
      .post('/api/v1/ratings?include=worksheet')
      .bearerToken(token)
      .json(body)
    const created = await client.post('/api/v1/quotes').bearerToken(token).json(body)
    created.assertStatus(201)
    const { worksheet, ...rating } = rated.body().data
    const { id } = created.body().data
    assert.containsSubset(created.body().data, { ...rating, version: 1, assumed: [] })
    assert.equal(created.header('location'), `/api/v1/quotes/${id}`)

    const shown = await client.get(`/api/v1/quotes/${id}`).bearerToken(token)
    shown.assertStatus(200)
    assert.containsSubset(shown.body().data, {
      id,
      version: 1,
      plan: { name: body.plan, version: worksheet.plan.version, state: worksheet.plan.state },
      transaction: 'new_business',
      effective_on: body.facts.policy.effective_on,
      decision: worksheet.decision,
      total: worksheet.total,
      premium: worksheet.premium,
      fee_total: worksheet.feeTotal,
      program_hash: worksheet.programHash,
      actor: { name: user.fullName },
      versions: [{ number: 1, total: worksheet.total, decision: worksheet.decision }],
    })
    const reworked = await client
      .get(`/api/v1/quotes/${id}/versions/1/worksheet`)
      .bearerToken(token)
    assert.equal(JSON.stringify(reworked.body().data), JSON.stringify(worksheet))
  })

  test('a stored version carries facts, hashes, premiums, actor and request in at most 4 kB', async ({
    client,
    assert,
  }) => {
    const { token, user } = await createAgent()
    const body = await exampleRequest()
    const created = await client.post('/api/v1/quotes').bearerToken(token).json(body)
    const { data } = created.body()
    const row = await db
      .from('quote_versions')
      .where('quote_id', data.id)
      .select('*', db.raw('pg_column_size(quote_versions.*) as bytes'))
      .firstOrFail()
    const version = await QuoteVersion.findByOrFail('quoteId', data.id)
    assert.deepEqual(version.facts, body.facts)
    assert.notInclude(JSON.stringify(row.facts), body.facts.drivers[0]?.name ?? '')
    assert.equal(row.program_hash, data.program_hash)
    assert.match(row.worksheet_hash, /^[0-9a-f]{64}$/)
    const priced = data.premiums.map(({ entity, number, coverage, premium }: StoredPremium) => ({
      entity,
      number,
      coverage,
      premium,
    }))
    assert.deepEqual(row.premiums, priced)
    assert.equal(row.actor_id, user.id)
    assert.equal(row.request_id, created.header('x-request-id'))
    assert.isAtMost(row.bytes, 4096)
  })

  test('a worksheet that does not come to its hash is not passed off as the one shown', async ({
    client,
    assert,
  }) => {
    const { token } = await createAgent()
    const created = await client
      .post('/api/v1/quotes')
      .bearerToken(token)
      .json(await exampleRequest())
    const { id } = created.body().data
    await db.rawQuery(
      `insert into quote_versions (quote_id, number, plan_version_id, transaction, effective_on, facts,
         program_hash, premiums, worksheet_hash, decision, currency, premium, fee_total, total, actor_id,
         request_id, recorded_at)
       select quote_id, 2, plan_version_id, transaction, effective_on, facts, program_hash, premiums,
         repeat('0', 64), decision, currency, premium, fee_total, total, actor_id, request_id, now()
       from quote_versions where quote_id = ?`,
      [id]
    )
    const shown = await client.get(`/api/v1/quotes/${id}/versions/2/worksheet`).bearerToken(token)
    shown.assertStatus(500)
    assert.equal(shown.body().type, 'urn:ratewright:problem:worksheet_differs')
  })

  test('a part that is not offered is not included', async ({ client, assert }) => {
    const { token } = await createAgent()
    for (const include of ['worksheets', 'worksheet,x', 'worksheet,worksheet,']) {
      const response = await client
        .post('/api/v1/ratings')
        .qs({ include })
        .bearerToken(token)
        .json(await exampleRequest())
      response.assertStatus(422)
      assert.equal(response.body().errors[0].path, 'include')
    }
  })

  test('pages run from the newest quote to the oldest, each once', async ({ client, assert }) => {
    const { token } = await createAgent()
    const body = await exampleRequest()
    const made: string[] = []
    for (let n = 0; n < 5; n++) {
      const created = await client.post('/api/v1/quotes').bearerToken(token).json(body)
      made.unshift(created.body().data.id)
    }
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null && seen.length < 5) {
      const page: { data: { id: string }[]; next_cursor: string | null } = (
        await client
          .get('/api/v1/quotes')
          .qs({ limit: 2, ...(cursor && { cursor }) })
          .bearerToken(token)
      ).body()
      seen.push(...page.data.map(({ id }) => id))
      cursor = page.next_cursor
    }
    assert.deepEqual(seen.slice(0, 5), made)
  })

  test('the last page says that there is no other', async ({ client, assert }) => {
    const { token } = await createAgent()
    const page = await client.get('/api/v1/quotes').qs({ cursor: '1' }).bearerToken(token)
    assert.deepEqual(page.body(), { data: [], next_cursor: null })
  })

  test('plans are listed with the program that rates them, which can be read', async ({
    client,
    assert,
  }) => {
    const { token } = await createAgent()
    const { plan } = await exampleRequest()
    const plans = await client.get('/api/v1/plans').bearerToken(token)
    const listed = plans.body().data.find(({ name }: { name: string }) => name === plan)
    const program = await client.get(`/api/v1/programs/${listed.program_hash}`).bearerToken(token)
    program.assertStatus(200)
    assert.include(program.body().data.source, `plan ${plan}`)
    assert.match(program.body().data.source_file, /plan\.rate$/)
    const { inherited, program: stored } = program.body().data
    const [step] = stored.premiums[0].steps
    assert.match(inherited.source_file, /countrywide.plan\.rate$/)
    assert.include(inherited.source.split('\n')[step.at.line - 1], 'base_rate[')
    assert.include(program.header('cache-control') ?? '', 'immutable')
  })

  test('a quote, a version, a program or an address that is not there is a 404', async ({
    client,
  }) => {
    const { token } = await createAgent()
    for (const path of [
      '/api/v1/quotes/999999999',
      '/api/v1/quotes/1/versions/99/worksheet',
      `/api/v1/programs/${'0'.repeat(64)}`,
      '/api/v1/quotes/abc',
      '/api/v1/nothing',
    ]) {
      const response = await client.get(path).bearerToken(token)
      response.assertStatus(404)
      response.assertHeader('content-type', 'application/problem+json')
    }
  })

  test('a method that an address does not offer is a 405 that says which it does', async ({
    client,
  }) => {
    const response = await client.delete('/api/v1/quotes')
    response.assertStatus(405)
    response.assertHeader('allow', 'GET, POST')
  })

  test('a page that can not be is refused', async ({ client, assert }) => {
    const { token } = await createAgent()
    for (const query of [
      { limit: '0' },
      { limit: '1000' },
      { limit: 'x' },
      { cursor: '-1' },
      { cursor: "1' or 1" },
    ]) {
      const response = await client.get('/api/v1/quotes').qs(query).bearerToken(token)
      response.assertStatus(422)
      assert.equal(response.body().errors[0].path, Object.keys(query)[0])
    }
  })
})
