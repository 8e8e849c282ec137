import { generateKeyPairSync } from 'node:crypto'
import logger from '@adonisjs/core/services/logger'
import Provider, { errors } from 'oidc-provider'
import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { secureCookies } from '#config/app'
import { ArtifactStore } from './artifact_store.ts'
import { followEvents } from './follow_events.ts'
import { grantByPassword, grantToClient } from './grants.ts'
import { hasHash } from './keyed_hash.ts'
import { issuer } from './issuer.ts'
import { markTokens } from './mark_tokens.ts'
import { describeServer, nameTheRightError } from './protocol_answers.ts'
import { cookieKeys } from './cookie_keys.ts'
import { findAccount } from './find_account.ts'
import { isScope, SCOPE_NAMES } from './scopes.ts'

const MINUTE = 60
const DAY = 24 * 60 * MINUTE

/** How long what is issued lives, in seconds. A refresh token is renewed by its use. */
const LIVES = {
  AccessToken: 60 * MINUTE,
  ClientCredentials: 60 * MINUTE,
  AuthorizationCode: MINUTE,
  RefreshToken: 30 * DAY,
  Grant: 365 * DAY,
  Interaction: 30 * MINUTE,
  Session: 30 * MINUTE,
}

let made: Provider | undefined

/** The authorization server of this instance (RFC 6749), made when it is first asked for. */
export function authorizationServer(): Provider {
  made ??= make()
  return made
}

function make(): Provider {
  const server = new Provider(issuer(), configuration())
  // The host and protocol of a request are set by our controller, never by whoever sends it.
  server.proxy = true
  server.Client.prototype.compareClientSecret = function (secret) {
    return hasHash(secret, Buffer.from(this.clientSecret ?? '', 'hex'))
  }
  markTokens(server)
  grantToClient(server)
  grantByPassword(server)
  server.use(describeServer)
  server.use(nameTheRightError)
  followEvents(server)
  server.on('server_error', (_ctx, error) => logger.error({ err: error }, 'oauth: request failed'))
  return server
}

function configuration(): Configuration {
  const cookies = { httpOnly: true, sameSite: 'lax', secure: secureCookies, signed: true } as const
  return {
    adapter: ArtifactStore,
    // Nothing is signed: tokens are opaque and there is no openid scope. The library wants a key all the same.
    jwks: { keys: [unusedKey()] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes: [...SCOPE_NAMES],
    claims: {},
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    pkce: { required: needsPkce },
    ttl: LIVES,
    routes: {
      authorization: '/oauth/authorize',
      token: '/oauth/token',
      revocation: '/oauth/revoke',
      introspection: '/oauth/introspect',
      pushed_authorization_request: '/oauth/par',
      jwks: '/oauth/jwks',
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: mayRevoke },
      introspection: {
        enabled: true,
        // A client learns about its own tokens alone.
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
    },
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // A token of a client outlives the browser's session, until it expires or is revoked.
    expiresWithSession: () => false,
    clientBasedCORS: () => false,
    findAccount,
    loadExistingGrant: async ({ oidc }) => {
      const grantId = oidc.result?.consent?.grantId
      return grantId === undefined ? undefined : oidc.provider.Grant.find(grantId)
    },
    interactions: { url: (_ctx, { uid }) => `/oauth/consent/${uid}` },
    cookies: {
      names: { session: 'rw_oauth', interaction: 'rw_oauth_request', resume: 'rw_oauth_resume' },
      long: cookies,
      short: cookies,
      keys: cookieKeys(),
    },
    renderError: (ctx, out) => {
      ctx.type = 'html'
      ctx.body = errorPage(out)
    },
  }
}

/**
 * Whether a request for a code must come with a challenge: always, for RFC 9700 wants it of every client. It is asked
 * once the redirect URI is known to be right, so that unknown scopes are refused here too, on the redirect.
 */
function needsPkce({ oidc }: KoaContextWithOIDC): boolean {
  const { scope } = oidc.params ?? {}
  const asked = typeof scope === 'string' ? scope.split(' ').filter((name) => name !== '') : []
  if (asked.length === 0) throw new errors.InvalidScope('name at least one scope', '')
  const unknown = asked.find((name) => !isScope(name))
  if (unknown !== undefined) throw new errors.InvalidScope('unknown scope', unknown)
  return true
}

/** A client ends its own tokens alone; of another's a public client is told nothing. */
function mayRevoke(
  _ctx: unknown,
  client: Client,
  token: { readonly clientId?: string | undefined }
) {
  if (token.clientId === client.clientId) return true
  if (client.clientAuthMethod === 'none') return false
  throw new errors.InvalidRequest('the token is that of another client')
}

function unusedKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({ format: 'jwk' })
}

interface Failure {
  readonly error: string
  readonly error_description?: string | undefined
}

/** What a person sees whom a client sent here with a request that can't be answered to that client. */
function errorPage({ error, error_description: description }: Failure): string {
  const title = escapeHtml(error)
  const text = escapeHtml(description ?? '')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} · Ratewright</title></head>
<body><main><h1>This request can not be answered</h1><p><code>${title}</code></p><p>${text}</p>
<p>Whoever sent you here must mend it; nothing was granted.</p></main></body></html>`
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
