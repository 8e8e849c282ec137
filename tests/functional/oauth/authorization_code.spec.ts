import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import * as oauth from 'openid-client'
import { issuer } from '#services/oauth/issuer'
import { createAgent } from '#tests/harness/agent'
import type { Agent } from '#tests/harness/agent'
import { BACK, codeRequest, createDesk, passConsent, postForm, redeem } from '#tests/harness/oauth'
import { Visitor } from '#tests/harness/visitor'

async function signedIn(
  role?: 'agent' | 'underwriter'
): Promise<{ visitor: Visitor; agent: Agent }> {
  const agent = await createAgent(role)
  const visitor = new Visitor()
  await visitor.signIn(agent.user.email, agent.password)
  return { visitor, agent }
}

function refresh(client: { id: string; secret: string | undefined }, token: unknown, more = {}) {
  const form = { grant_type: 'refresh_token', refresh_token: String(token), ...more }
  return postForm('/oauth/token', client.secret ? form : { ...form, client_id: client.id }, client)
}

test.group('A client that acts for a person', () => {
  test('is let in by the person, and acts as them', async ({ client, assert }) => {
    const desk = await createDesk()
    const { visitor, agent } = await signedIn()
    const config = await oauth.discovery(new URL(issuer()), desk.id, desk.secret, undefined, {
      algorithm: 'oauth2',
      execute: [oauth.allowInsecureRequests],
    })
    const verifier = oauth.randomPKCECodeVerifier()
    const state = oauth.randomState()
    const asked = oauth.buildAuthorizationUrl(config, {
      redirect_uri: BACK,
      scope: 'quotes:read quotes:decide',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    })
    const page = await visitor.follow(asked.href)
    assert.match(page.pathname, /^\/oauth\/consent\/[\w-]+$/)
    const shown = await (await visitor.fetch(`${page.pathname}/request`)).json()
    assert.deepEqual(shown, {
      data: {
        client: { name: 'Desk', organisation: null },
        scopes: [{ name: 'quotes:read', means: 'read quotes' }],
        remembered: false,
        returns_to: BACK,
      },
    })
    const answer = await visitor.fetch(`${page.pathname}/answer`, {
      method: 'POST',
      body: JSON.stringify({ granted: true }),
    })
    const { data } = JSON.parse(await answer.text())
    const back = await visitor.follow(data.next)
    const tokens = await oauth.authorizationCodeGrant(config, back, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    })
    assert.equal(tokens.scope, 'quotes:read')
    const me = await client.get('/api/v1/me').bearerToken(tokens.access_token)
    assert.equal(me.body().data.id, agent.user.id)
    const denied = await client
      .post('/api/v1/quotes/1/approve')
      .bearerToken(tokens.access_token)
      .json({})
    denied.assertStatus(403)
    const renewed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')
    assert.notEqual(renewed.refresh_token, tokens.refresh_token)
    const told = await oauth.tokenIntrospection(config, renewed.access_token)
    assert.deepInclude(told, { active: true, scope: 'quotes:read', client_id: desk.id })
    await oauth.tokenRevocation(config, renewed.refresh_token ?? '')
    assert.isFalse((await oauth.tokenIntrospection(config, renewed.access_token)).active)
    ;(await client.get('/api/v1/me').bearerToken(renewed.access_token)).assertStatus(401)
  })

  test('is not asked for twice, unless it asks for more', async ({ assert }) => {
    const desk = await createDesk()
    const { visitor } = await signedIn()
    await passConsent(visitor, codeRequest(desk))
    const isRemembered = async (scope: string, prompt?: string) => {
      const page = await visitor.follow(codeRequest(desk, { scope, prompt }).path)
      const { data } = JSON.parse(await (await visitor.fetch(`${page.pathname}/request`)).text())
      return data.remembered
    }
    assert.isTrue(await isRemembered('quotes:read'))
    assert.isFalse(await isRemembered('quotes:read quotes:write'))
    assert.isFalse(await isRemembered('quotes:read', 'consent'))
  })

  test('without a secret proves itself by its verifier, and comes back to any port of its machine', async ({
    assert,
  }) => {
    const program = await createDesk({ isPublic: true, redirectUris: ['http://127.0.0.1/back'] })
    const { visitor } = await signedIn()
    const request = codeRequest(program, { redirect_uri: 'http://127.0.0.1:51234/back' })
    const tokens = await redeem(program, await passConsent(visitor, request), request)
    assert.equal(tokens.status, 200)
    const renewed = await refresh(program, tokens.body.refresh_token)
    assert.equal(renewed.status, 200)
  })

  test('pushes its request first where it wants to (RFC 9126)', async ({ assert }) => {
    const desk = await createDesk()
    const { visitor } = await signedIn()
    const request = codeRequest(desk)
    const form = Object.fromEntries(new URLSearchParams(request.path.split('?')[1]))
    const pushed = await postForm('/oauth/par', form, desk)
    assert.equal(pushed.status, 201)
    const query = new URLSearchParams({
      client_id: desk.id,
      request_uri: String(pushed.body.request_uri),
    })
    const back = await passConsent(visitor, { ...request, path: `/oauth/authorize?${query}` })
    assert.equal((await redeem(desk, back, request)).status, 200)
  })
})

test.group('The authorization endpoint', () => {
  test('tells the client, at its own address, what is wrong with its request', async ({
    assert,
  }) => {
    const desk = await createDesk()
    const { visitor } = await signedIn()
    const refusal = async (more: Record<string, string | undefined>) => {
      const back = await visitor.follow(codeRequest(desk, more).path)
      assert.equal(back.origin + back.pathname, BACK)
      // What would have been answered in the fragment is refused there (RFC 6749, 4.2.2.1).
      const told = back.hash ? new URLSearchParams(back.hash.slice(1)) : back.searchParams
      assert.equal(told.get('state'), 'state-of-the-client')
      assert.equal(told.get('iss'), issuer())
      return told.get('error')
    }
    assert.equal(await refusal({ response_type: undefined }), 'invalid_request')
    assert.equal(await refusal({ response_type: 'token' }), 'unsupported_response_type')
    assert.equal(await refusal({ scope: 'plans:write' }), 'invalid_scope')
    assert.equal(await refusal({ scope: 'quotes:eat' }), 'invalid_scope')
    assert.equal(await refusal({ scope: undefined }), 'invalid_scope')
    assert.equal(
      await refusal({ code_challenge: undefined, code_challenge_method: undefined }),
      'invalid_request'
    )
    assert.equal(await refusal({ code_challenge_method: 'plain' }), 'invalid_request')
    assert.equal(await refusal({ prompt: 'none' }), 'login_required')
  })

  test('sends nobody to an address that is not the client’s', async ({ assert }) => {
    const desk = await createDesk()
    const visitor = new Visitor()
    const wrong = [
      'https://desk.example/back/',
      'https://desk.example/back?x=1',
      'https://desk.example/back/../evil',
      'https://desk.example.evil.example/back',
      'http://desk.example/back',
    ]
    for (const redirect_uri of wrong) {
      const response = await visitor.fetch(codeRequest(desk, { redirect_uri }).path)
      assert.equal(response.status, 400)
      assert.isNull(response.headers.get('location'))
      assert.include(await response.text(), 'invalid_redirect_uri')
    }
    const nobody = await visitor.fetch(codeRequest({ ...desk, id: 'rwc_<b>' }).path)
    assert.equal(nobody.status, 400)
    const text = await nobody.text()
    assert.include(text, 'invalid_client')
    assert.notInclude(text, '<b>')
  })

  test('tells the client that the person refused', async ({ assert }) => {
    const desk = await createDesk()
    const { visitor } = await signedIn()
    const back = await passConsent(visitor, codeRequest(desk), false)
    assert.equal(back.searchParams.get('error'), 'access_denied')
    assert.isNull(back.searchParams.get('code'))
  })

  test('takes a person’s answer from the browser that came with the request alone, and only once', async ({
    assert,
  }) => {
    const desk = await createDesk()
    const { visitor } = await signedIn()
    const { visitor: other } = await signedIn()
    const page = await visitor.follow(codeRequest(desk).path)
    const answer = { method: 'POST', body: JSON.stringify({ granted: true }) }
    assert.equal((await other.fetch(`${page.pathname}/answer`, answer)).status, 404)
    assert.equal((await new Visitor().fetch(`${page.pathname}/request`)).status, 401)
    const { data } = JSON.parse(
      await (await visitor.fetch(`${page.pathname}/answer`, answer)).text()
    )
    const stolen = await other.fetch(data.next)
    assert.equal(stolen.status, 400)
    assert.equal((await visitor.follow(data.next)).origin, 'https://desk.example')
    assert.equal((await visitor.fetch(`${page.pathname}/answer`, answer)).status, 404)
  })
})

test.group('The token endpoint refuses (invalid_grant)', () => {
  test('a code with another verifier, redirect URI or client', async ({ assert }) => {
    const desk = await createDesk()
    const { visitor } = await signedIn()
    const request = codeRequest(desk)
    const back = await passConsent(visitor, request)
    for (const [by, how] of [
      [desk, { ...request, verifier: 'x'.repeat(43) }],
      [desk, { ...request, redirectUri: 'https://desk.example/other' }],
      [await createDesk(), request],
    ] as const) {
      const { status, body } = await redeem(by, back, how)
      assert.deepEqual([status, body.error], [400, 'invalid_grant'])
    }
    assert.equal((await redeem(desk, back, request)).status, 200)
  })

  test('a code that was used, and then ends what came of it', async ({ client, assert }) => {
    const desk = await createDesk()
    const { visitor } = await signedIn()
    const request = codeRequest(desk)
    const back = await passConsent(visitor, request)
    const first = await redeem(desk, back, request)
    const second = await redeem(desk, back, request)
    assert.deepEqual([second.status, second.body.error], [400, 'invalid_grant'])
    const me = await client.get('/api/v1/me').bearerToken(String(first.body.access_token))
    me.assertStatus(401)
    assert.equal((await refresh(desk, first.body.refresh_token)).body.error, 'invalid_grant')
  })

  test('a code that is redeemed twice at once: at most one gets tokens, and they end', async ({
    assert,
  }) => {
    const desk = await createDesk()
    const { visitor } = await signedIn()
    const request = codeRequest(desk)
    const back = await passConsent(visitor, request)
    const answers = await Promise.all([1, 2, 3, 4].map(() => redeem(desk, back, request)))
    assert.isAtMost(answers.filter(({ status }) => status === 200).length, 1)
    const alive = await db
      .from('oauth_artifacts')
      .where('client_id', desk.id)
      .whereIn('kind', ['AccessToken', 'RefreshToken'])
    assert.lengthOf(alive, 0)
  })

  test('a refresh token that was used, and then ends its whole family', async ({ assert }) => {
    const desk = await createDesk()
    const { visitor } = await signedIn()
    const request = codeRequest(desk)
    const first = await redeem(desk, await passConsent(visitor, request), request)
    const second = await refresh(desk, first.body.refresh_token)
    assert.equal(second.status, 200)
    const stolen = await refresh(desk, first.body.refresh_token)
    assert.deepEqual([stolen.status, stolen.body.error], [400, 'invalid_grant'])
    assert.equal((await refresh(desk, second.body.refresh_token)).body.error, 'invalid_grant')
    const told = await postForm(
      '/oauth/introspect',
      { token: String(second.body.access_token) },
      desk
    )
    assert.deepEqual(told.body, { active: false })
  })

  test('a refresh token of another client, and more scopes than were granted', async ({
    assert,
  }) => {
    const desk = await createDesk()
    const { visitor } = await signedIn()
    const request = codeRequest(desk)
    const { body } = await redeem(desk, await passConsent(visitor, request), request)
    const other = await refresh(await createDesk(), body.refresh_token)
    assert.deepEqual([other.status, other.body.error], [400, 'invalid_grant'])
    const more = await refresh(desk, body.refresh_token, { scope: 'quotes:read quotes:write' })
    assert.deepEqual([more.status, more.body.error], [400, 'invalid_scope'])
  })

  test('what another client asks about or revokes', async ({ client, assert }) => {
    const desk = await createDesk()
    const other = await createDesk()
    const { visitor } = await signedIn()
    const request = codeRequest(desk)
    const { body } = await redeem(desk, await passConsent(visitor, request), request)
    const token = String(body.access_token)
    assert.deepEqual((await postForm('/oauth/introspect', { token }, other)).body, {
      active: false,
    })
    assert.equal((await postForm('/oauth/revoke', { token }, other)).body.error, 'invalid_request')
    ;(await client.get('/api/v1/me').bearerToken(token)).assertStatus(200)
    assert.equal((await postForm('/oauth/revoke', { token: 'unknown' }, desk)).status, 200)
    assert.equal((await postForm('/oauth/revoke', {}, desk)).body.error, 'invalid_request')
  })
})

test.group('A person’s password at a client', () => {
  test('is taken where an administrator allowed this client to, and nowhere else', async ({
    assert,
  }) => {
    const agent = await createAgent()
    const form = {
      grant_type: 'password',
      username: agent.user.email,
      password: agent.password,
      scope: 'quotes:read quotes:decide',
    }
    const refused = await postForm('/oauth/token', form, await createDesk())
    assert.deepEqual([refused.status, refused.body.error], [400, 'unauthorized_client'])
    const old = await createDesk({ grants: ['password', 'refresh_token'], redirectUris: [] })
    const tokens = await postForm('/oauth/token', form, old)
    assert.deepEqual([tokens.status, tokens.body.scope], [200, 'quotes:read'])
    assert.equal((await refresh(old, tokens.body.refresh_token)).status, 200)
    const wrong = await postForm('/oauth/token', { ...form, password: 'x' }, old)
    assert.deepEqual([wrong.status, wrong.body.error], [400, 'invalid_grant'])
    const none = await postForm('/oauth/token', { grant_type: 'password' }, old)
    assert.deepEqual([none.status, none.body.error], [400, 'invalid_request'])
  })
})
