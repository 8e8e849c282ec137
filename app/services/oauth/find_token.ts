import { AccessToken } from '@adonisjs/auth/access_tokens'
import db from '@adonisjs/lucid/services/db'
import { Fresh } from '#services/fresh'
import { keyedHash } from './keyed_hash.ts'
import { ACCESS_TOKEN_PREFIX } from './mark_tokens.ts'

/** How long a token may still be taken after it was revoked. */
const MAX_AGE_MS = 1000

interface TokenRow {
  readonly kind: string
  readonly clientId: string
  readonly userId: number | null
  readonly scopes: string
  readonly createdAt: Date
  readonly expiresAt: Date | null
}

const rows = new Fresh<TokenRow | null>(MAX_AGE_MS)

/** Whether a bearer token is one of the authorization server. */
export function isOauthToken(value: string): boolean {
  return value.startsWith(ACCESS_TOKEN_PREFIX)
}

/** A token of the authorization server, with its scopes as abilities; null once it expired or was revoked. One read of one row. */
export async function findOauthToken(value: string): Promise<AccessToken | null> {
  const hash = keyedHash(value)
  const key = hash.toString('base64')
  const row = await rows.get(key, () => readToken(hash))
  if (!row || row.userId === null) return null
  const token = new AccessToken({
    identifier: key,
    tokenableId: row.userId,
    type: 'oauth',
    name: row.clientId,
    hash: key,
    abilities: row.scopes.split(' '),
    createdAt: row.createdAt,
    updatedAt: row.createdAt,
    lastUsedAt: null,
    expiresAt: row.expiresAt,
  })
  return token.isExpired() ? null : token
}

function readToken(hash: Buffer): Promise<TokenRow | null> {
  return db
    .from('oauth_artifacts')
    .where('id', hash)
    .whereIn('kind', ['AccessToken', 'ClientCredentials'])
    .select('kind', 'client_id as clientId', 'user_id as userId', 'scopes')
    .select('created_at as createdAt', 'expires_at as expiresAt')
    .first()
}
