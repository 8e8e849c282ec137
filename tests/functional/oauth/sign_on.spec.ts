import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import User from '#models/user'
import { issuer } from '#services/oauth/issuer'
import type { ProviderName, SignOnSettings } from '#services/sign_on/settings'
import { createAgent } from '#tests/harness/agent'
import { startIdentityProvider } from '#tests/harness/identity_provider'
import type { IdentityProvider } from '#tests/harness/identity_provider'
import { Visitor } from '#tests/harness/visitor'

/** The operator's settings for the rest of a test. */
function offer(
  name: ProviderName,
  { settings }: IdentityProvider,
  more: Partial<SignOnSettings> = {}
) {
  app.config.set('sign_on', {
    providers: { [name]: settings },
    domains: ['carrier.example'],
    roleClaim: 'groups',
    roles: [],
    ...more,
  } satisfies SignOnSettings)
}

/** Follows redirects through the provider, which has cookies of its own, and back. */
async function signOn(visitor: Visitor, name: ProviderName, next = '/plans'): Promise<string> {
  return wayBack(visitor, (await callbackOf(visitor, name, next)).href)
}

async function callbackOf(visitor: Visitor, name: ProviderName, next: string): Promise<URL> {
  const begun = await visitor.fetch(`/session/${name}/begin?next=${encodeURIComponent(next)}`)
  let url = new URL(begun.headers.get('location') ?? '', issuer())
  const atProvider = new Visitor(url.origin)
  while (url.origin !== issuer()) {
    const response = await atProvider.fetch(url.href)
    const location = response.headers.get('location')
    if (location === null) throw new Error(`${response.status} ${await response.text()}`)
    url = new URL(location, url)
  }
  return url
}

async function wayBack(visitor: Visitor, href: string): Promise<string> {
  const response = await visitor.fetch(href)
  return response.headers.get('location') ?? `${response.status}`
}

async function whoIs(visitor: Visitor): Promise<string | undefined> {
  const response = await visitor.fetch('/api/v1/me')
  return response.status === 200 ? JSON.parse(await response.text()).data.email : undefined
}

let people = 0
const newAddress = () => `person-${++people}-${process.pid}@carrier.example`

test.group('Signing on', (group) => {
  const { sign_on: before } = app.config.all() as { sign_on: SignOnSettings }
  group.each.teardown(() => app.config.set('sign_on', before))

  for (const [name, claims] of [
    ['google', (email: string) => ({ email, email_verified: true, name: 'Gita Google' })],
    ['okta', (email: string) => ({ email, email_verified: true, name: 'Olu Okta' })],
    ['auth0', (email: string) => ({ email, email_verified: true, name: 'Ana Auth' })],
    [
      'entra',
      (email: string) => ({ preferred_username: email, email: 'free@text.example', name: 'Eno' }),
    ],
  ] as const) {
    test(`by ${name} makes an agent of someone new, and finds them again`, async ({
      assert,
      ...context
    }) => {
      const provider = await startIdentityProvider(context.test)
      offer(name, provider)
      const email = newAddress()
      provider.person = { sub: `sub of ${email}`, ...claims(email) }
      const visitor = new Visitor()
      assert.include(await (await visitor.fetch('/')).text(), `content="${name}"`)
      assert.equal(await signOn(visitor, name), '/plans')
      assert.equal(await whoIs(visitor), email)
      const user = await User.findByOrFail({ email })
      assert.equal(user.role, 'agent')
      provider.person = { ...provider.person, name: 'Another name' }
      const again = new Visitor()
      await signOn(again, name)
      assert.equal(await whoIs(again), email)
      const accounts = await User.query().where('email', email)
      assert.lengthOf(accounts, 1)
      assert.equal((await visitor.fetch('/session', { method: 'DELETE' })).status, 204)
      assert.isUndefined(await whoIs(visitor))
    })
  }

  test('opens the account of the same address, in the role of a group', async ({
    assert,
    ...context
  }) => {
    const provider = await startIdentityProvider(context.test)
    const { user } = await createAgent()
    const roleClaim = 'https://ratewright.example/roles'
    offer('auth0', provider, {
      domains: ['test.example'],
      roleClaim,
      roles: [['Underwriting', 'underwriter']],
    })
    provider.person = {
      sub: `sub of ${user.email}`,
      email: user.email.toUpperCase(),
      email_verified: true,
      [roleClaim]: ['Staff', 'Underwriting'],
    }
    await signOn(new Visitor(), 'auth0')
    await user.refresh()
    assert.equal(user.role, 'underwriter')
    provider.person = { ...provider.person, [roleClaim]: [] }
    await signOn(new Visitor(), 'auth0')
    await user.refresh()
    assert.equal(user.role, 'agent')
  })

  test('changes the session, so that one planted before is worth nothing', async ({
    assert,
    ...context
  }) => {
    const provider = await startIdentityProvider(context.test)
    offer('okta', provider)
    provider.person = { sub: 'fixed', email: newAddress(), email_verified: true }
    const visitor = new Visitor()
    await visitor.fetch('/')
    const planted = visitor.clone()
    await signOn(visitor, 'okta')
    assert.isDefined(await whoIs(visitor))
    assert.isUndefined(await whoIs(planted))
  })

  test('refuses an unverified address, a foreign domain and a demo account, and makes nothing', async ({
    assert,
    ...context
  }) => {
    const provider = await startIdentityProvider(context.test)
    const email = newAddress()
    const cases = [
      ['okta', { email, email_verified: false }, 'email_not_verified'],
      ['okta', { email }, 'email_not_verified'],
      ['entra', { email }, 'email_not_verified'],
      ['okta', { email: `x@carrier.example.evil.example`, email_verified: true }, 'unknown_domain'],
      ['okta', { email: 'x@evil.example', email_verified: true }, 'unknown_domain'],
    ] as const
    const { length } = await User.all()
    for (const [name, claims, reason] of cases) {
      offer(name, provider)
      provider.person = { sub: reason, ...claims }
      const visitor = new Visitor()
      assert.equal(await signOn(visitor, name), `/sign-in?refused=${reason}`)
      assert.isUndefined(await whoIs(visitor))
    }
    const demo = await createAgent()
    await db.from('users').where('id', demo.user.id).update({ is_demo: true })
    offer('okta', provider, { domains: ['test.example'] })
    provider.person = { sub: 'demo', email: demo.user.email, email_verified: true }
    assert.equal(await signOn(new Visitor(), 'okta'), '/sign-in?refused=not_for_people')
    assert.lengthOf(await User.all(), length + 1)
  })

  test('refuses an answer to another browser, another state, a second time, and a person’s no', async ({
    assert,
    ...context
  }) => {
    const provider = await startIdentityProvider(context.test)
    offer('google', provider)
    provider.person = { sub: 'g', email: newAddress(), email_verified: true }
    const failed = '/sign-in?refused=failed'
    const visitor = new Visitor()
    const callback = await callbackOf(visitor, 'google', '/')
    assert.equal(await wayBack(new Visitor(), callback.href), failed)
    const other = new Visitor()
    await callbackOf(other, 'google', '/')
    assert.equal(await wayBack(other, callback.href), failed)
    const bare = new URL(callback)
    bare.searchParams.delete('state')
    assert.equal(await wayBack(new Visitor(), bare.href), failed)
    assert.equal(await wayBack(visitor, callback.href), '/')
    assert.equal(await wayBack(visitor, callback.href), failed)
    provider.refuses = true
    assert.equal(await signOn(new Visitor(), 'google'), '/sign-in?refused=denied')
  })

  test('leads to a page of this platform alone', async ({ assert, ...context }) => {
    const provider = await startIdentityProvider(context.test)
    offer('google', provider)
    provider.person = { sub: 'n', email: newAddress(), email_verified: true }
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      assert.equal(await signOn(new Visitor(), 'google', next), '/quotes')
    }
  })

  test('is not there where the operator named nobody', async ({ assert }) => {
    const visitor = new Visitor()
    assert.notInclude(await (await visitor.fetch('/')).text(), 'name="sign-on"')
    assert.equal((await visitor.fetch('/session/google/begin')).status, 404)
  })
})
