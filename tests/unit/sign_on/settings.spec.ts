import { test } from '@japa/runner'
import { readSignOn } from '#services/sign_on/settings'

const read = (variables: Readonly<Record<string, string>>) => readSignOn((name) => variables[name])

const OKTA = {
  SIGN_ON_OKTA_ISSUER: 'https://carrier.okta.example/oauth2/default',
  SIGN_ON_OKTA_CLIENT_ID: 'id',
  SIGN_ON_OKTA_CLIENT_SECRET: 'secret',
  SIGN_ON_DOMAINS: 'Carrier.example, other.example',
}

test.group('The settings of signing on', () => {
  test('are read from the environment', ({ assert }) => {
    const roles = 'Admins=admin; CN=UW=underwriter'
    assert.deepEqual(read({ ...OKTA, SIGN_ON_ROLES: roles }), {
      providers: {
        okta: { issuer: OKTA.SIGN_ON_OKTA_ISSUER, clientId: 'id', clientSecret: 'secret' },
      },
      domains: ['carrier.example', 'other.example'],
      roleClaim: 'groups',
      roles: [
        ['Admins', 'admin'],
        ['CN=UW', 'underwriter'],
      ],
    })
    assert.deepEqual(read({}).providers, {})
  })

  test('say what contradicts itself', ({ assert }) => {
    const without = (name: keyof typeof OKTA) => ({ ...OKTA, [name]: '' })
    assert.throws(() => read(without('SIGN_ON_DOMAINS')), /SIGN_ON_DOMAINS must name/)
    assert.throws(() => read(without('SIGN_ON_OKTA_CLIENT_SECRET')), /CLIENT_SECRET is missing/)
    assert.throws(() => read(without('SIGN_ON_OKTA_ISSUER')), /must be the address/)
    assert.throws(() => read({ ...OKTA, SIGN_ON_ROLES: 'x=boss' }), /write group=role/)
    const shared = {
      SIGN_ON_ENTRA_ISSUER: 'https://login.microsoftonline.com/common/v2.0',
      SIGN_ON_ENTRA_CLIENT_ID: 'id',
      SIGN_ON_ENTRA_CLIENT_SECRET: 'secret',
    }
    assert.throws(() => read({ ...OKTA, ...shared }), /must name a tenant/)
  })
})
