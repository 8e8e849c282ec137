import { test } from '@japa/runner'
import { createAgent, exampleRequest } from '#tests/harness/agent'
import { OpenapiJudge } from '#tests/harness/openapi'

interface Example {
  readonly value: object
}

test.group('The API described by itself', () => {
  test('the document is open to all, and its examples run', async ({ client, assert }) => {
    const { token } = await createAgent()
    const document = (await client.get('/api/v1/openapi.json')).body()
    assert.equal(document.openapi, '3.1.0')
    let run = 0
    for (const path of ['/api/v1/ratings', '/api/v1/quotes']) {
      const { content } = document.paths[path].post.requestBody
      const examples: Record<string, Example> = content['application/json'].examples
      for (const { value } of Object.values(examples)) {
        const response = await client.post(path).bearerToken(token).json(value)
        assert.include([200, 201], response.status())
        run++
      }
    }
    assert.isAtLeast(run, 2)
  })

  test('what the document admits is what is taken', async ({ assert }) => {
    const judge = await OpenapiJudge.create()
    const request = await exampleRequest()
    assert.isUndefined(judge.judgeRequest(request))
    assert.isString(judge.judgeRequest({ ...request, extra: 1 }))
    request.facts.policy.term = 'six'
    assert.isString(judge.judgeRequest(request))
  })

  test('what may be left out is described: by assumption where it is asked for, by VIN everywhere', async ({
    client,
    assert,
  }) => {
    const judge = await OpenapiJudge.create()
    const { token } = await createAgent()
    const { plan, facts } = await exampleRequest()
    const { prior_cover: prior, ...policy } = facts.policy
    assert.isDefined(prior)
    const taken = async (path: string, body: object) =>
      (await client.post(path).bearerToken(token).json(body)).status() < 300
    const { id } = (
      await client.post('/api/v1/quotes').bearerToken(token).json({ plan, facts })
    ).body().data
    const whole = { plan, facts }
    const vehicles = facts.vehicles.map(({ model_year: year, symbol, ...rest }) => {
      assert.isDefined(year ?? symbol)
      return rest
    })
    const byVin = vehicles.map((vehicle) => ({ ...vehicle, vin: '1HGCM82633A004352' }))
    const few = { plan, facts: { ...facts, policy: { ...policy, term: undefined } } }
    const odd = { ...few, facts: { ...few.facts, extra: 1 } }
    const mistyped = { ...few, facts: { ...few.facts, drivers: [{ name: 3 }] } }
    const cases = [
      [whole, true],
      [{ ...whole, assume: false }, true],
      [{ ...whole, assume: true }, true],
      [{ plan, facts: { ...facts, vehicles } }, false],
      [{ plan, facts: { ...facts, vehicles: byVin } }, true],
      [few, false],
      [{ ...odd, assume: true }, false],
      [{ ...mistyped, assume: true }, false],
    ] as const
    for (const [body, isGood] of cases) {
      const sent: object = JSON.parse(JSON.stringify(body))
      const revised: object = JSON.parse(JSON.stringify({ ...body, plan: undefined }))
      const told = JSON.stringify(body).slice(-200)
      assert.equal(judge.judgeBy('QuoteRequest', sent) === undefined, isGood, told)
      assert.equal(judge.judgeBy('Revision', revised) === undefined, isGood, told)
      assert.equal(await taken('/api/v1/quotes', sent), isGood, told)
      assert.equal(await taken(`/api/v1/quotes/${id}/versions`, revised), isGood, told)
    }
  })

  test('an answer that departs from the document is noticed', async ({ assert }) => {
    const judge = await OpenapiJudge.create()
    const page = { data: [], next_cursor: null }
    assert.isUndefined(judge.judge('GET', '/api/v1/quotes', 200, page))
    assert.isString(judge.judge('GET', '/api/v1/quotes', 200, { ...page, more: true }))
    assert.isString(judge.judge('GET', '/api/v1/quotes', 401, { detail: 'no' }))
    assert.equal(judge.judge('GET', '/api/v1/unheard_of', 200, page), 'undescribed')
  })

  test('every route below /api/v1 is described', async ({ assert }) => {
    const { default: router } = await import('@adonisjs/core/services/router')
    const { document } = await OpenapiJudge.create()
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
    )
    const offered = Object.values(router.toJSON())
      .flat()
      .filter(
        ({ pattern }) =>
          pattern === '/live' ||
          (pattern.startsWith('/api/v1/') && !pattern.endsWith('openapi.json'))
      )
      .flatMap(({ methods, pattern }) =>
        methods
          .filter((method) => method !== 'HEAD')
          .map((method) => `${method} ${pattern.replaceAll(/:(\w+)/g, '{$1}')}`)
      )
    assert.sameMembers(described, offered)
  })

  test('the page and its script come from here alone', async ({ client, assert }) => {
    const page = (await client.get('/docs/api')).text()
    assert.notMatch(page, /https?:\/\//)
    const [, script = ''] = /<script src="([^"]+)"/.exec(page) ?? []
    const response = await fetch(`http://${process.env.HOST}:${process.env.PORT}${script}`)
    assert.equal(response.status, 200)
    assert.include(await response.text(), 'createApiReference')
  })
})
