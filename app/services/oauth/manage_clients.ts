import db from '@adonisjs/lucid/services/db'
import type { Role } from '#services/quotes/life/moves'
import type { ClientAuthMethod, ClientGrant } from './client_metadata.ts'
import { keyedHash } from './keyed_hash.ts'
import { newSecret } from './make_client.ts'
import { recordOauthEvent } from './record_oauth_event.ts'
import type { Scope } from './scopes.ts'

/** A client as administrators see it; its secret is nowhere. */
export interface ListedClient {
  readonly id: string
  readonly name: string
  readonly organisation: string | null
  readonly authMethod: ClientAuthMethod
  readonly grants: readonly ClientGrant[]
  readonly scopes: readonly Scope[]
  readonly redirectUris: readonly string[]
  readonly role: Role | null
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

interface By {
  readonly userId: number | null
  readonly requestId: string | null
}

/** All clients that are not revoked, the newest first. */
export async function listClients(): Promise<readonly ListedClient[]> {
  const { rows } = await db.rawQuery(
    `select c.id, c.name, c.organisation, c.auth_method as "authMethod", c.grant_types as grants, c.scopes,
            c.redirect_uris as "redirectUris", u.role, c.created_at as "createdAt", c.last_used_at as "lastUsedAt"
     from oauth_clients c left join users u on u.id = c.user_id
     where c.revoked_at is null order by c.created_at desc, c.id`
  )
  return rows
}

/** Ends the secret of a client and makes another; tokens that it has stay good. */
export function rotateSecret(
  id: string,
  by: By
): Promise<{ readonly secret: string } | 'no_such_client' | 'no_secret'> {
  return db.transaction(async (transaction) => {
    const row: { auth_method: ClientAuthMethod } | null = await transaction
      .from('oauth_clients')
      .where('id', id)
      .whereNull('revoked_at')
      .forUpdate()
      .select('auth_method')
      .first()
    if (!row) return 'no_such_client'
    if (row.auth_method !== 'client_secret_basic') return 'no_secret'
    const secret = newSecret()
    await transaction
      .from('oauth_clients')
      .where('id', id)
      .update({ secret_hash: keyedHash(secret) })
    await recordOauthEvent(transaction, { kind: 'secret_rotated', clientId: id, ...by })
    return { secret }
  })
}

/** Ends a client with all that it was given; false where there is none. Instances see it within a second. */
export function revokeClient(id: string, by: By): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const { rows } = await transaction.rawQuery(
      `update oauth_clients set revoked_at = now() where id = ? and revoked_at is null returning id`,
      [id]
    )
    if (rows.length === 0) return false
    await transaction.from('oauth_artifacts').where('client_id', id).delete()
    await recordOauthEvent(transaction, { kind: 'client_revoked', clientId: id, ...by })
    return true
  })
}
