import db from '@adonisjs/lucid/services/db'
import type { AdapterPayload, JWKS } from 'oidc-provider'

/** How a client proves itself to the token endpoint; a secret may come in the header or in the body. */
export type ClientAuthMethod = 'client_secret_basic' | 'private_key_jwt' | 'none'

/** A grant of RFC 6749 that a client may be allowed. */
export type ClientGrant = 'authorization_code' | 'client_credentials' | 'refresh_token' | 'password'

interface ClientRow {
  readonly id: string
  readonly name: string
  readonly auth_method: ClientAuthMethod
  readonly secret_hash: Buffer | null
  readonly jwks: JWKS | null
  readonly grant_types: readonly ClientGrant[]
  readonly redirect_uris: readonly string[]
  readonly scopes: readonly string[]
}

/** A client as oidc-provider knows it, with the hash of its secret in place of the secret; undefined once revoked. */
export async function findClientMetadata(id: string): Promise<AdapterPayload | undefined> {
  const row: ClientRow | null = await db
    .from('oauth_clients')
    .where('id', id)
    .whereNull('revoked_at')
    .first()
  if (!row) return undefined
  return {
    client_id: row.id,
    client_name: row.name,
    token_endpoint_auth_method: row.auth_method,
    grant_types: [...row.grant_types],
    response_types: row.grant_types.includes('authorization_code') ? ['code'] : [],
    redirect_uris: [...row.redirect_uris],
    scope: row.scopes.join(' '),
    application_type: isNative(row.redirect_uris) ? 'native' : 'web',
    ...(row.secret_hash && { client_secret: row.secret_hash.toString('hex') }),
    ...(row.jwks && { jwks: row.jwks }),
  }
}

/** Programs on someone's own machine come back to a loopback address or a scheme of their own (RFC 8252). */
function isNative(redirectUris: readonly string[]): boolean {
  return redirectUris.some((uri) => {
    const { protocol, hostname } = new URL(uri)
    return (
      !['http:', 'https:'].includes(protocol) ||
      ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
    )
  })
}
