import { createServer } from 'node:http'
import { once } from 'node:events'
import type { TestContext } from '@japa/runner/core'
import Provider, { interactionPolicy } from 'oidc-provider'
import { issuer } from '#services/oauth/issuer'
import type { ProviderSettings } from '#services/sign_on/settings'

/** Whom the provider of a test vouches for at present: the claims of their ID token. */
export interface KnownPerson {
  sub: string
  readonly [claim: string]: unknown
}

/** An OpenID provider on this machine that signs everyone in as the person that `person` says. */
export interface IdentityProvider {
  readonly settings: ProviderSettings
  person: KnownPerson
  /** Whether people refuse. */
  refuses: boolean
}

const CLIENT = { clientId: 'ratewright', clientSecret: 'a-secret-of-the-tests' }

/** Starts a provider for a test; it is gone after it. */
export async function startIdentityProvider(test: TestContext['test']): Promise<IdentityProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It has no port')
  const url = `http://127.0.0.1:${address.port}`
  const identity: IdentityProvider = {
    settings: { issuer: url, ...CLIENT },
    person: { sub: 'nobody' },
    refuses: false,
  }
  const provider = makeProvider(url, identity)
  server.on('request', provider.callback())
  test.cleanup(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return identity
}

function makeProvider(url: string, identity: IdentityProvider): Provider {
  const names = ['google', 'entra', 'okta', 'auth0']
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: names.map((name) => `${issuer()}/session/${name}/callback`),
      },
    ],
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: {
      openid: ['sub', 'groups', 'xms_edov', 'https://ratewright.example/roles'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username'],
    },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['tests'] },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => identity.person }),
    interactions: { policy: interactionPolicy.base(), url: (_ctx, { uid }) => `/person/${uid}` },
  })
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/person/')) return next()
    const { params } = await provider.interactionDetails(ctx.req, ctx.res)
    const accountId = identity.person.sub
    const grant = new provider.Grant({ accountId, clientId: String(params.client_id) })
    grant.addOIDCScope('openid email profile')
    const result = identity.refuses
      ? { error: 'access_denied' }
      : { login: { accountId }, consent: { grantId: await grant.save() } }
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result))
  })
  return provider
}
