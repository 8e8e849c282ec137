import type { KoaContextWithOIDC } from 'oidc-provider'

type Next = () => Promise<void>

/** What the library says of OpenID Connect, which is not offered. */
const NOT_OFFERED = [
  'claim_types_supported',
  'claims_parameter_supported',
  'claims_supported',
  'id_token_signing_alg_values_supported',
  'jwks_uri',
  'request_uri_parameter_supported',
  'subject_types_supported',
]

/** Leaves in the server's metadata (RFC 8414) what this server offers. */
export async function describeServer(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  await next()
  if (ctx.path !== '/.well-known/oauth-authorization-server' || !isObject(ctx.body)) return
  const offered = Object.entries(ctx.body).filter(([name]) => !NOT_OFFERED.includes(name))
  ctx.body = {
    ...Object.fromEntries(offered),
    scopes_supported: withoutOpenId(ctx.body.scopes_supported),
    service_documentation: new URL('/docs/api', ctx.href).href,
  }
}

/** Says `unauthorized_client` (RFC 6749, 5.2) where the library says `invalid_request`: the grant is not the client's. */
export async function nameTheRightError(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  await next()
  if (ctx.path !== '/oauth/token' || !isObject(ctx.body) || ctx.body.error !== 'invalid_request')
    return
  const { client, params } = ctx.oidc
  const grant = params?.grant_type
  if (client && typeof grant === 'string' && !client.grantTypeAllowed(grant)) {
    ctx.body = { ...ctx.body, error: 'unauthorized_client' }
  }
}

function withoutOpenId(scopes: unknown): unknown {
  if (!Array.isArray(scopes)) return scopes
  return scopes.filter((scope) => scope !== 'openid' && scope !== 'offline_access')
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
