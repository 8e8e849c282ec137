import { errors } from 'oidc-provider'
import type { default as Provider, KoaContextWithOIDC } from 'oidc-provider'
import { signIn } from '#services/identity/sign_in'
import { isScope, scopesWithin } from './scopes.ts'
import type { Scope } from './scopes.ts'

/** Lets a client have a token of its own (RFC 6749, 4.4); without `scope` it has all that the client may have. */
export function grantToClient(server: Provider): void {
  const handle = async (ctx: KoaContextWithOIDC) => {
    const { client } = ctx.oidc
    if (!client) throw new errors.InvalidClient('a client is needed')
    const token = new server.ClientCredentials({ client, scope: scopesAskedFor(ctx).join(' ') })
    ctx.oidc.entity('ClientCredentials', token)
    const value = await token.save()
    ctx.body = {
      access_token: value,
      token_type: 'Bearer',
      expires_in: token.expiration,
      scope: token.scope,
    }
  }
  server.registerGrantType('client_credentials', handle, ['scope'])
}

/**
 * Lets a client have a token by a person's password (RFC 6749, 4.3). RFC 9700 forbids it; only a client that an
 * administrator gave this grant by name may use it. Tries are counted like those of the sign-in page.
 */
export function grantByPassword(server: Provider): void {
  const handle = async (ctx: KoaContextWithOIDC) => {
    const { client, params } = ctx.oidc
    const { username, password } = params ?? {}
    if (!client) throw new errors.InvalidClient('a client is needed')
    if (typeof username !== 'string' || typeof password !== 'string') {
      throw new errors.InvalidRequest('send username and password')
    }
    const asked = scopesAskedFor(ctx)
    const result = await signIn({ email: username, password }, ctx.ip)
    if (!result.ok) throw new errors.InvalidGrant('the username or the password is wrong')
    const scope = scopesWithin(result.user.role, asked).join(' ')
    const accountId = String(result.user.id)
    const grant = new server.Grant({ accountId, clientId: client.clientId })
    grant.addOIDCScope(scope)
    const grantId = await grant.save()
    const common = { accountId, client, grantId, gty: 'password', scope }
    const token = new server.AccessToken(common)
    ctx.oidc.entity('AccessToken', token)
    const value = await token.save()
    const refresh = client.grantTypeAllowed('refresh_token')
      ? await new server.RefreshToken({ ...common, rotations: 0 }).save()
      : undefined
    ctx.body = {
      access_token: value,
      token_type: 'Bearer',
      expires_in: token.expiration,
      ...(refresh !== undefined && { refresh_token: refresh }),
      scope,
    }
  }
  server.registerGrantType('password', handle, ['username', 'password', 'scope'])
}

/** What the request asks for; all that the client may have where it says nothing. */
function scopesAskedFor({ oidc: { client, params } }: KoaContextWithOIDC): readonly Scope[] {
  const allowed = (client?.scope ?? '').split(' ').filter(isScope)
  const asked = params?.scope
  if (typeof asked !== 'string' || asked.trim() === '') return allowed
  const names = [...new Set(asked.split(' '))]
  const scopes = names.filter(isScope).filter((name) => allowed.includes(name))
  const refused = names.find((name) => !scopes.some((scope) => scope === name))
  if (refused !== undefined) throw new errors.InvalidScope('the client may not ask for it', refused)
  return scopes
}
