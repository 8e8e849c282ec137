import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { createAgent, type Agent } from '#tests/harness/agent'
import { openRequest, post, quoteOf, type QuoteRequest } from '#tests/harness/quotes'

interface Step {
  readonly name: string
  readonly complete: boolean
  readonly questions: readonly {
    readonly pointer: string
    readonly answered: boolean
    readonly needed: boolean
    readonly assumed: unknown
    readonly relevant: boolean | null
  }[]
}

/** The few things that a quick quote can't do without. */
async function fewFacts(): Promise<QuoteRequest> {
  const { plan, facts } = await openRequest()
  const { effective_on: effectiveOn, garaging_zip: zip } = facts.policy
  return {
    plan,
    facts: {
      policy: { effective_on: effectiveOn, garaging_zip: zip },
      drivers: [
        { name: 'Ann', born_on: '1986-02-11', licensed_on: '2003-06-01', gender: 'female' },
      ],
      vehicles: [{ model_year: 2021, symbol: 11 }] as unknown as QuoteRequest['facts']['vehicles'],
    },
  }
}

async function start(client: ApiClient, { token }: Agent, body: object) {
  const made = await client.post('/api/v1/quotes/drafts').bearerToken(token).json(body)
  made.assertStatus(201)
  return { id: String(made.body().data.id), etag: made.header('etag') ?? '' }
}

function save(client: ApiClient, { token }: Agent, id: string, facts: object, etag = '*') {
  return client
    .put(`/api/v1/quotes/${id}/draft`)
    .bearerToken(token)
    .header('if-match', etag)
    .json({ facts })
}

test.group('A quick quote', () => {
  test('needs few answers, and lists what it assumed', async ({ client, assert }) => {
    const { token } = await createAgent()
    const body = await fewFacts()
    const made = await client
      .post('/api/v1/quotes')
      .bearerToken(token)
      .json({ ...body, assume: true })
    made.assertStatus(201)
    const { id, assumed } = made.body().data
    const pointers = assumed.map(({ pointer }: { pointer: string }) => pointer)
    assert.includeMembers(pointers, [
      '/facts/policy/term',
      '/facts/policy/um_rejected_in_writing',
      '/facts/drivers/0/marital_status',
      '/facts/vehicles/0/annual_miles',
      '/facts/vehicles/0/coverages/COLL',
    ])
    const asked = await client.get(`/api/v1/quotes/${id}/questions`).bearerToken(token)
    assert.isFalse(asked.body().data.complete)
    assert.equal(asked.body().data.rating.total, made.body().data.total)
  })

  test('becomes a full one by its missing answers alone, at the same price', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const quick = await client
      .post('/api/v1/quotes')
      .bearerToken(agent.token)
      .json({ ...(await fewFacts()), assume: true })
    const { id, total } = quick.body().data
    const version = await client.get(`/api/v1/quotes/${id}/versions/1`).bearerToken(agent.token)
    const full = await post(client, agent, `${id}/versions`, { facts: version.body().data.facts })
    full.assertStatus(201)
    assert.equal(full.body().data.total, total)
    assert.deepEqual(full.body().data.assumed, [])
    const asked = await client.get(`/api/v1/quotes/${id}/questions`).bearerToken(agent.token)
    assert.isTrue(asked.body().data.complete)
  })

  test('without being asked to assume, missing answers are refused', async ({ client }) => {
    const { token } = await createAgent()
    const body = await fewFacts()
    ;(await client.post('/api/v1/quotes').bearerToken(token).json(body)).assertStatus(422)
    const odd = { ...body, assume: 'yes' }
    ;(await client.post('/api/v1/quotes').bearerToken(token).json(odd)).assertStatus(422)
  })
})

test.group('The questions of a risk that is not stored', () => {
  test('say what must be asked, what is assumed, and what the answers come to', async ({
    client,
    assert,
  }) => {
    const { token } = await createAgent()
    const asked = await client
      .post('/api/v1/ratings/questions')
      .bearerToken(token)
      .json(await fewFacts())
    asked.assertStatus(200)
    const { steps, rating, program_hash: hash } = asked.body().data
    const questions = (steps as readonly Step[]).flatMap((step) => step.questions)
    const needed = questions.filter((each) => each.needed).map(({ pointer }) => pointer)
    assert.sameMembers(needed, [
      '/facts/policy/effective_on',
      '/facts/policy/garaging_zip',
      ...['name', 'born_on', 'licensed_on', 'gender'].map((name) => `/facts/drivers/0/${name}`),
      ...['model_year', 'symbol'].map((name) => `/facts/vehicles/0/${name}`),
    ])
    assert.isAbove(rating.premiums.length, 0)
    assert.isArray(rating.reasons)
    assert.isTrue(questions.every(({ relevant }) => relevant === null))
    const program = await client.get(`/api/v1/programs/${hash}`).bearerToken(token)
    program.assertStatus(200)
  })

  test('know what a VIN answers', async ({ client, assert }) => {
    const { token } = await createAgent()
    const { plan } = await fewFacts()
    const facts = { vehicles: [{ vin: '1HGCM82633A004352' }] }
    const body = { plan, facts }
    const asked = await client.post('/api/v1/ratings/questions').bearerToken(token).json(body)
    const questions = (asked.body().data.steps as readonly Step[]).flatMap((step) => step.questions)
    const year = questions.find(({ pointer }) => pointer === '/facts/vehicles/0/model_year')
    assert.containsSubset(year, { needed: false, answered: false, assumed: 2003 })
  })

  test('of a plan that is not there are refused', async ({ client }) => {
    const { token } = await createAgent()
    const body = { plan: 'no_such_plan', facts: {} }
    const asked = await client.post('/api/v1/ratings/questions').bearerToken(token).json(body)
    asked.assertStatus(422)
    asked.assertBodyContains({ type: 'urn:ratewright:problem:unknown_plan' })
  })
})

test.group('A vehicle that is given by its VIN', () => {
  const quoteBy = async (client: ApiClient, vin: string) => {
    const { plan, facts } = await openRequest()
    const said = Object.entries(facts.vehicles[0] ?? {})
    const rest = Object.fromEntries(said.filter(([name]) => !/^(model_year|symbol)$/.test(name)))
    const { token } = await createAgent()
    const vehicles = [{ ...rest, vin }]
    return client
      .post('/api/v1/quotes')
      .bearerToken(token)
      .json({ plan, facts: { ...facts, vehicles } })
  }

  test('needs no model year and no symbol, and the answer says what it was found to be', async ({
    client,
    assert,
  }) => {
    const made = await quoteBy(client, '1HGCM82633A004352')
    made.assertStatus(201)
    assert.deepEqual(made.body().data.assumed, [
      {
        pointer: '/facts/vehicles/0/model_year',
        title: 'Model year: 2003 Honda Accord by its VIN',
        value: 2003,
      },
      {
        pointer: '/facts/vehicles/0/symbol',
        title: 'Rating symbol: 2003 Honda Accord by its VIN',
        value: 10,
      },
    ])
  })

  test('is completed alike by every call that rates, and each answer says so', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent('admin')
    const { plan, facts } = await openRequest()
    const id = await quoteOf(client, agent, { plan, facts })
    const said = Object.entries(facts.vehicles[0] ?? {})
    const rest = Object.fromEntries(said.filter(([name]) => !/^(model_year|symbol)$/.test(name)))
    const asked = { facts: { ...facts, vehicles: [{ ...rest, vin: '1HGCM82633A004352' }] } }
    const send = (path: string, body: object) =>
      client.post(`/api/v1/${path}`).bearerToken(agent.token).json(body)
    const rated = (await send('ratings', { plan, ...asked })).body().data
    const pointers = ['/facts/vehicles/0/model_year', '/facts/vehicles/0/symbol']
    assert.deepEqual(
      rated.assumed.map(({ pointer }: { pointer: string }) => pointer),
      pointers
    )
    const batch = await fetch(
      `http://${process.env.HOST}:${process.env.PORT}/api/v1/ratings/batch`,
      {
        method: 'POST',
        headers: {
          'authorization': `Bearer ${agent.token}`,
          'content-type': 'application/x-ndjson',
        },
        body: `${JSON.stringify({ plan, ...asked })}\n`,
      }
    )
    const answers = [
      JSON.parse(await batch.text()).data,
      (await send(`quotes/${id}/versions`, asked)).body().data,
      (await send(`plans/${plan}/versions/1/ratings`, asked)).body().data,
    ]
    for (const { total, assumed } of answers) {
      assert.deepEqual([total, assumed], [rated.total, rated.assumed])
    }
    const options = await send('ratings/options', { plan, ...asked })
    assert.equal(options.body().data.asked.total, rated.total)
  })

  test('falls back to the rule for a vehicle that no list has, and says so', async ({
    client,
    assert,
  }) => {
    const made = await quoteBy(client, '11111111111111111')
    made.assertStatus(201)
    const titles = made.body().data.assumed.map(({ title }: { title: string }) => title)
    assert.include(titles, 'Rating symbol: its VIN is in no list, so 14')
  })

  test('is refused where the check digit is wrong, with the digit that it would be', async ({
    client,
    assert,
  }) => {
    const refused = await quoteBy(client, '1HGCM82643A004352')
    refused.assertStatus(422)
    const wrong = refused
      .body()
      .errors.find(({ code }: { code: string }) => code === 'bad_check_digit')
    assert.equal(wrong?.pointer, '/facts/vehicles/0/vin')
    assert.include(wrong?.message, 'would be 3')
  })
})

test.group('A draft', () => {
  test('is saved answer by answer, knows which steps are complete, and becomes a quote', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const { plan, facts } = await openRequest()
    const { id, etag } = await start(client, agent, { plan, facts: {} })
    const steps = async (said: object, seen?: string) => {
      const saved = await save(client, agent, id, said, seen)
      saved.assertStatus(200)
      const { steps: found, complete, rating } = saved.body().data
      const done = (found as Step[]).filter((step) => step.complete).map(({ name }) => name)
      return { done, complete, rating }
    }
    assert.deepEqual((await steps({}, etag)).done, [])
    assert.deepEqual((await steps({ policy: facts.policy })).done, ['policy'])
    const { policy, drivers } = facts
    assert.deepEqual((await steps({ policy, drivers })).done, ['policy', 'driver'])
    const last = await steps(facts)
    assert.isTrue(last.complete)
    const rated = await post(client, agent, `${id}/versions`, { facts })
    rated.assertStatus(201)
    assert.equal(rated.body().data.version, 1)
    assert.equal(rated.body().data.total, last.rating.total)
    const shown = await client.get(`/api/v1/quotes/${id}`).bearerToken(agent.token)
    assert.equal(shown.body().data.status, 'quoted')
    ;(await save(client, agent, id, facts)).assertStatus(409)
  })

  test('asks only what could change something, as the answers stand', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const { plan, facts } = await fewFacts()
    const { id } = await start(client, agent, { plan, facts })
    const isAsked = async (said: object, pointer: string) => {
      const { data } = (await save(client, agent, id, said)).body()
      const all = (data.steps as Step[]).flatMap(({ questions }) => questions)
      return all.find((each) => each.pointer === pointer)?.relevant
    }
    const question = '/facts/drivers/0/good_student'
    assert.isFalse(await isAsked(facts, question))
    const young = structuredClone(facts)
    Object.assign(young.drivers[0] ?? {}, { born_on: '2004-02-11', licensed_on: '2021-06-01' })
    assert.isTrue(await isAsked(young, question))
  })

  test('of two who save it at once, one is told to read it again', async ({ client, assert }) => {
    const agent = await createAgent()
    const { plan, facts } = await openRequest()
    const { id, etag } = await start(client, agent, { plan, facts: {} })
    ;(await save(client, agent, id, facts, etag)).assertStatus(200)
    const late = await save(client, agent, id, {}, etag)
    late.assertStatus(412)
    assert.notEqual(late.header('etag'), etag)
  })

  test('is in the list of who saved it, and no quote yet', async ({ client, assert }) => {
    const agent = await createAgent()
    const { plan } = await openRequest()
    const { id } = await start(client, agent, { plan, facts: {} })
    const listed = await client.get('/api/v1/quotes/drafts').bearerToken(agent.token)
    assert.deepEqual(
      listed.body().data.map((each: { id: string }) => each.id),
      [id]
    )
    const shown = await client.get(`/api/v1/quotes/${id}`).bearerToken(agent.token)
    shown.assertStatus(409)
    assert.equal(shown.header('location'), `/api/v1/quotes/${id}/draft`)
    for (const move of ['bind', 'approve']) {
      assert.isAtLeast((await post(client, agent, `${id}/${move}`)).status(), 400)
    }
  })

  test('is withdrawn and taken up again as a draft', async ({ client, assert }) => {
    const admin = await createAgent('admin')
    const { plan } = await openRequest()
    const { id } = await start(client, admin, { plan, facts: {} })
    ;(await post(client, admin, `${id}/withdraw`, { reason: 'Not now' })).assertStatus(200)
    ;(await save(client, admin, id, {})).assertStatus(409)
    const reopened = await post(client, admin, `${id}/reopen`, { reason: 'Now' })
    assert.equal(reopened.body().data.status, 'draft')
  })

  test('whatever nonsense it holds is kept and judged, never a fault', async ({ client }) => {
    const agent = await createAgent()
    const { plan } = await openRequest()
    const { id } = await start(client, agent, { plan, facts: {} })
    for (const facts of [
      { policy: 3, drivers: 'no', vehicles: [null, 1, { coverages: [] }] },
      { policy: { effective_on: 'soon' }, drivers: [{ violations: {} }], more: 1 },
      { policy: null, vehicles: [{ coverages: { COLL: 1 } }] },
    ]) {
      ;(await save(client, agent, id, facts)).assertStatus(200)
    }
    const unknown = await client
      .post('/api/v1/quotes/drafts')
      .bearerToken(agent.token)
      .json({ plan: 'nothing', facts: {} })
    unknown.assertStatus(422)
    ;(await save(client, agent, id, { policy: 'x'.repeat(140_000) })).assertStatus(413)
  })
})
