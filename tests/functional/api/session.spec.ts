import { test } from '@japa/runner'
import { createAgent, exampleRequest } from '#tests/harness/agent'

const ORIGIN = () => `http://${process.env.HOST}:${process.env.PORT}`

/** A browser, as far as cookies go. */
class Visitor {
  readonly #cookies = new Map<string, string>()

  async fetch(
    path: string,
    init: RequestInit & { readonly csrf?: boolean } = {}
  ): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const token = this.#cookies.get('XSRF-TOKEN')
    if (init.csrf !== false && token) headers.set('x-xsrf-token', decodeURIComponent(token))
    if (init.body) headers.set('content-type', 'application/json')
    const response = await fetch(`${ORIGIN()}${path}`, { ...init, headers })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      this.#cookies.set(name, value)
    }
    return response
  }

  signIn(email: string, password: string): Promise<Response> {
    return this.fetch('/session', { method: 'POST', body: JSON.stringify({ email, password }) })
  }
}

test.group('Sign-in', () => {
  test('a person signs in, is known, creates a quote and signs out', async ({ assert }) => {
    const { user, password } = await createAgent()
    const visitor = new Visitor()
    await visitor.fetch('/')
    assert.equal((await visitor.signIn(user.email, password)).status, 204)
    const me = JSON.parse(await (await visitor.fetch('/api/v1/me')).text())
    assert.deepEqual(me.data, { id: user.id, full_name: user.fullName, email: user.email })
    const body = JSON.stringify(await exampleRequest())
    assert.equal((await visitor.fetch('/api/v1/quotes', { method: 'POST', body })).status, 201)
    assert.equal((await visitor.fetch('/session', { method: 'DELETE' })).status, 204)
    assert.equal((await visitor.fetch('/api/v1/me')).status, 401)
  })

  test('the session cookie is out of reach for scripts and other sites', async ({ assert }) => {
    const response = await fetch(ORIGIN())
    const cookie = response.headers
      .getSetCookie()
      .find((text) => text.startsWith('ratewright_session='))
    assert.match(cookie ?? '', /HttpOnly/)
    assert.match(cookie ?? '', /SameSite=Lax/)
  })

  test('the portal page allows scripts from here alone, and no frame', async ({ assert }) => {
    const { headers } = await fetch(ORIGIN())
    assert.include(headers.get('content-security-policy') ?? '', "script-src 'self';")
    assert.equal(headers.get('x-frame-options'), 'DENY')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
  })

  test('every page address of the portal serves the portal, and its assets may be kept', async ({
    assert,
  }) => {
    const page = await (await fetch(`${ORIGIN()}/quotes/12`)).text()
    assert.include(page, '<div id="app">')
    const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(page) ?? []
    const asset = await fetch(`${ORIGIN()}${script}`)
    assert.equal(asset.status, 200)
    assert.include(asset.headers.get('cache-control') ?? '', 'max-age=31536000')
    assert.equal((await fetch(`${ORIGIN()}/assets/nothing.js`)).status, 404)
  })

  test('a session without a CSRF token changes nothing', async ({ assert }) => {
    const { user, password } = await createAgent()
    const visitor = new Visitor()
    await visitor.fetch('/')
    await visitor.signIn(user.email, password)
    const body = JSON.stringify(await exampleRequest())
    const refused = await visitor.fetch('/api/v1/quotes', { method: 'POST', body, csrf: false })
    assert.equal(refused.status, 403)
    assert.equal(JSON.parse(await refused.text()).type, 'urn:ratewright:problem:csrf_token_missing')
    assert.equal((await visitor.fetch('/session', { method: 'DELETE', csrf: false })).status, 403)
    assert.equal((await visitor.fetch('/api/v1/me')).status, 200)
  })

  test('signing in without having loaded a page is refused', async ({ assert }) => {
    const { user, password } = await createAgent()
    assert.equal((await new Visitor().signIn(user.email, password)).status, 403)
  })

  test('a wrong password and an unknown account are refused in the same words', async ({
    assert,
  }) => {
    const { user } = await createAgent()
    const visitor = new Visitor()
    await visitor.fetch('/')
    const details: string[] = []
    for (const email of [user.email, 'nobody@test.example']) {
      const response = await visitor.signIn(email, 'wrong')
      assert.equal(response.status, 401)
      details.push(JSON.parse(await response.text()).detail)
    }
    assert.equal(details[0], details[1])
  })

  test('credentials that are missing are told field by field', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.fetch('/')
    const response = await visitor.fetch('/session', { method: 'POST', body: '{"email": 1}' })
    assert.equal(response.status, 422)
    const { errors } = JSON.parse(await response.text())
    assert.deepEqual(
      errors.map(({ pointer }: { pointer: string }) => pointer),
      ['/email', '/password']
    )
  })

  test('the eleventh try on an account is not judged, even when it is right', async ({
    assert,
  }) => {
    const { user, password } = await createAgent()
    const visitor = new Visitor()
    await visitor.fetch('/')
    for (let n = 0; n < 10; n++)
      assert.equal((await visitor.signIn(user.email, 'wrong')).status, 401)
    const refused = await visitor.signIn(user.email.toUpperCase(), password)
    assert.equal(refused.status, 429)
    assert.isAbove(Number(refused.headers.get('retry-after')), 0)
  })

  test('a machine with a token needs no CSRF token and gets no session', async ({ assert }) => {
    const { token } = await createAgent()
    const response = await fetch(`${ORIGIN()}/api/v1/me`, {
      headers: { authorization: `Bearer ${token}` },
    })
    assert.equal(response.status, 200)
    assert.isEmpty(response.headers.getSetCookie())
  })
})
