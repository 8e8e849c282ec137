import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import * as oauth from 'openid-client'
import User from '#models/user'
import { needOfRoute } from '#http/route_scopes'
import { issuer } from '#services/oauth/issuer'
import { revokeClient, rotateSecret } from '#services/oauth/manage_clients'
import { createAgent, exampleRequest } from '#tests/harness/agent'
import { createClient, postForm, tokenOf } from '#tests/harness/oauth'
import { openRequest, quoteOf, referred } from '#tests/harness/quotes'

const BY = { userId: null, requestId: null }
const OWN = { grant_type: 'client_credentials' }

test.group('A client that acts for itself', () => {
  test('finds the server, gets a token and makes a quote with it', async ({ client, assert }) => {
    const { id, secret } = await createClient()
    const config = await oauth.discovery(new URL(issuer()), id, secret, undefined, {
      algorithm: 'oauth2',
      execute: [oauth.allowInsecureRequests],
    })
    const tokens = await oauth.clientCredentialsGrant(config, { scope: 'quotes:write quotes:read' })
    assert.equal(tokens.token_type.toLowerCase(), 'bearer')
    assert.equal(tokens.expires_in, 3600)
    const response = await client
      .post('/api/v1/quotes')
      .bearerToken(tokens.access_token)
      .json(await exampleRequest())
    response.assertStatus(201)
    const read = await client
      .get(`/api/v1/quotes/${response.body().data.id}`)
      .bearerToken(tokens.access_token)
    assert.equal(read.body().data.actor.name, 'Comparison site')
  })

  test('has all its scopes where it names none, and may send its secret in the body', async ({
    assert,
  }) => {
    const { id, secret = '' } = await createClient()
    const form = { ...OWN, client_id: id, client_secret: secret }
    const { status, body, headers } = await postForm('/oauth/token', form)
    assert.equal(status, 200)
    assert.equal(body.scope, 'ratings quotes:read quotes:write')
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.match(String(body.access_token), /^rwa_[\w-]{43}$/)
  })

  test('its token is stored as a keyed hash alone, and each thing is in the journal', async ({
    assert,
  }) => {
    const made = await createClient()
    const token = await tokenOf(made)
    const { rows } = await db.rawQuery(
      `select a::text as text from oauth_artifacts a where client_id = ?`,
      [made.id]
    )
    assert.lengthOf(rows, 1)
    assert.notInclude(rows[0].text, token)
    assert.notInclude(rows[0].text, token.slice(4))
    const events = await db.from('oauth_events').where('client_id', made.id).orderBy('id')
    assert.sameMembers(
      events.map(({ kind }) => kind),
      ['client_made', 'token_issued']
    )
  })

  test('a token without the scope of a route is refused there, with the scope it lacks', async ({
    client,
    assert,
  }) => {
    const token = await tokenOf(await createClient(), 'ratings')
    const rated = await client
      .post('/api/v1/ratings')
      .bearerToken(token)
      .json(await exampleRequest())
    rated.assertStatus(200)
    const quoted = await client
      .post('/api/v1/quotes')
      .bearerToken(token)
      .json(await exampleRequest())
    quoted.assertStatus(403)
    assert.equal(quoted.body().type, 'urn:ratewright:problem:insufficient_scope')
    assert.equal(
      quoted.header('www-authenticate'),
      'Bearer realm="ratewright", error="insufficient_scope", scope="quotes:write"'
    )
    const live = await client.get('/live?channels=quotes').bearerToken(token)
    live.assertStatus(403)
  })

  test('approves with changes by the scope of decisions alone', async ({ client, assert }) => {
    const body = await openRequest()
    const id = await quoteOf(client, await createAgent(), referred(body))
    const program = await createClient({
      role: 'underwriter',
      scopes: ['quotes:write', 'quotes:decide'],
    })
    const change = { facts: body.facts, reason: 'Seen', approve: true }
    const revise = async (scope: string) =>
      client
        .post(`/api/v1/quotes/${id}/versions`)
        .bearerToken(await tokenOf(program, scope))
        .json(change)
    const refused = await revise('quotes:write')
    refused.assertStatus(403)
    assert.include(refused.header('www-authenticate'), 'scope="quotes:decide"')
    const approved = await revise('quotes:write quotes:decide')
    approved.assertStatus(201)
    assert.equal(approved.body().data.status, 'approved')
  })

  test('a token that is unknown is named as invalid', async ({ client, assert }) => {
    const response = await client.get('/api/v1/me').bearerToken(`rwa_${'x'.repeat(43)}`)
    response.assertStatus(401)
    assert.equal(
      response.header('www-authenticate'),
      'Bearer realm="ratewright", error="invalid_token"'
    )
  })

  test('every route that takes a token has a need', async ({ assert }) => {
    const routes = Object.values(router.toJSON()).flat()
    const unnamed = routes
      .filter(({ pattern }) => pattern.startsWith('/api/v1/') && !pattern.endsWith('openapi.json'))
      .flatMap(({ methods, pattern }) => methods.map((method) => [method, pattern] as const))
      .filter(([method, pattern]) => needOfRoute(method, pattern) === undefined)
    assert.deepEqual(unnamed, [])
  })
})

test.group('The token endpoint refuses', () => {
  test('a wrong secret, an unknown client, and none at all (invalid_client)', async ({
    assert,
  }) => {
    const made = await createClient()
    const wrong = await postForm('/oauth/token', OWN, { ...made, secret: 'rws_wrong' })
    assert.equal(wrong.status, 401)
    assert.equal(wrong.body.error, 'invalid_client')
    assert.match(wrong.headers.get('www-authenticate') ?? '', /^Basic /)
    assert.equal(wrong.headers.get('cache-control'), 'no-store')
    const unknown = await postForm('/oauth/token', OWN, { id: 'rwc_nobody', secret: 'x' })
    assert.deepEqual([unknown.status, unknown.body.error], [401, 'invalid_client'])
    const bare = await postForm('/oauth/token', { ...OWN, client_id: made.id })
    assert.deepEqual([bare.status, bare.body.error], [401, 'invalid_client'])
  })

  test('a request without a grant type, twice the same field, or secrets in two places (invalid_request)', async ({
    assert,
  }) => {
    const made = await createClient()
    const twoPlaces = { ...OWN, client_id: made.id, client_secret: made.secret ?? '' }
    for (const form of [
      {},
      'grant_type=client_credentials&scope=ratings&scope=ratings',
      twoPlaces,
    ]) {
      const { status, body } = await postForm('/oauth/token', form, made)
      assert.deepEqual([status, body.error], [400, 'invalid_request'])
    }
  })

  test('a grant that nobody or that this client may not use', async ({ assert }) => {
    const made = await createClient()
    const unsupported = await postForm('/oauth/token', { grant_type: 'saml2' }, made)
    assert.deepEqual([unsupported.status, unsupported.body.error], [400, 'unsupported_grant_type'])
    for (const form of [
      { grant_type: 'password', username: 'a@b.example', password: 'x' },
      { grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://x.example' },
      { grant_type: 'refresh_token', refresh_token: 'x' },
    ]) {
      const { status, body } = await postForm('/oauth/token', form, made)
      assert.deepEqual([status, body.error], [400, 'unauthorized_client'])
    }
  })

  test('scopes that are unknown or not the client’s (invalid_scope)', async ({ assert }) => {
    const made = await createClient()
    for (const scope of ['quotes:eat', 'admin', 'ratings policies:bind']) {
      const { status, body } = await postForm('/oauth/token', { ...OWN, scope }, made)
      assert.deepEqual([status, body.error], [400, 'invalid_scope'])
    }
  })

  test('the old secret after it was renewed, and everything once the client is revoked', async ({
    client,
    assert,
  }) => {
    const made = await createClient()
    const token = await tokenOf(made)
    const renewed = await rotateSecret(made.id, BY)
    if (typeof renewed === 'string') throw new Error(renewed)
    assert.equal((await postForm('/oauth/token', OWN, made)).status, 401)
    assert.equal((await postForm('/oauth/token', OWN, { ...made, ...renewed })).status, 200)
    assert.isTrue(await revokeClient(made.id, BY))
    assert.equal((await postForm('/oauth/token', OWN, { ...made, ...renewed })).status, 401)
    ;(await client.get('/api/v1/me').bearerToken(token)).assertStatus(401)
  })
})

test.group('Clients by the API', () => {
  test('an administrator makes, lists, renews and revokes one', async ({ client, assert }) => {
    const { token } = await createAgent('admin')
    const path = '/api/v1/oauth/clients'
    const body = {
      name: 'Desk',
      organisation: 'Desk Inc.',
      grants: ['client_credentials'],
      scopes: ['ratings'],
      role: 'agent',
    }
    const made = await client.post(path).bearerToken(token).json(body)
    made.assertStatus(201)
    const { id, secret } = made.body().data
    await tokenOf({ id, secret })
    const listed = await client.get(path).bearerToken(token)
    assert.deepInclude(
      listed.body().data.find((each: { id: string }) => each.id === id),
      { ...body, public: false, redirect_uris: [] }
    )
    assert.notInclude(listed.text(), secret)
    const renewed = await client.post(`${path}/${id}/secret`).bearerToken(token).json({})
    assert.equal((await postForm('/oauth/token', OWN, { id, secret })).status, 401)
    await tokenOf(renewed.body().data)
    ;(await client.delete(`${path}/${id}`).bearerToken(token)).assertStatus(204)
    ;(await client.delete(`${path}/${id}`).bearerToken(token)).assertStatus(404)
  })

  test('nobody else does, and a client that would be unsafe is not made', async ({
    client,
    assert,
  }) => {
    const path = '/api/v1/oauth/clients'
    const agent = await createAgent()
    ;(await client.get(path).bearerToken(agent.token)).assertStatus(403)
    const { token } = await createAgent('admin')
    const desk = { name: 'Desk', grants: ['authorization_code'], scopes: ['ratings'] }
    for (const [body, pointer] of [
      [{ ...desk, redirect_uris: ['http://desk.example/back'] }, '/redirect_uris'],
      [{ ...desk, redirect_uris: ['https://desk.example/*'] }, '/redirect_uris'],
      [{ ...desk, redirect_uris: ['javascript:alert(1)'] }, '/redirect_uris'],
      [{ ...desk, redirect_uris: [] }, '/redirect_uris'],
      [{ ...desk, grants: ['client_credentials'] }, '/role'],
      [{ ...desk, grants: ['client_credentials'], public: true, role: 'agent' }, '/grants'],
      [{ ...desk, grants: ['client_credentials'], role: 'agent', scopes: ['admin'] }, '/scopes'],
    ] as const) {
      const response = await client.post(path).bearerToken(token).json(body)
      response.assertStatus(422)
      assert.include(
        response.body().errors.map((error: { pointer: string }) => error.pointer),
        pointer
      )
    }
  })

  test('a machine’s account is one that nobody signs in to', async ({ assert }) => {
    const made = await createClient()
    const email = `${made.id.toLowerCase()}@clients.invalid`
    const user = await User.findByOrFail({ email })
    await user.merge({ password: 'known to someone' }).save()
    const form = { grant_type: 'password', username: email, password: 'known to someone' }
    const old = await createClient({ grants: ['password'], role: undefined })
    const refused = await postForm('/oauth/token', form, old)
    assert.deepEqual([refused.status, refused.body.error], [400, 'invalid_grant'])
  })
})
