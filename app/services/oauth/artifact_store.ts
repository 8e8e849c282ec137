import db from '@adonisjs/lucid/services/db'
import { errors } from 'oidc-provider'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { findClientMetadata } from './client_metadata.ts'
import { keyedHash } from './keyed_hash.ts'

interface StoredArtifact {
  readonly payload: AdapterPayload
  readonly consumed: number | null
}

const TOKENS = ['AccessToken', 'RefreshToken', 'ClientCredentials', 'AuthorizationCode']

/**
 * Keeps what oidc-provider issues in PostgreSQL, one table for all kinds. A row is found by the keyed hash of its id,
 * which for a token is the token itself; the id is in no column.
 */
export class ArtifactStore implements Adapter {
  constructor(private readonly kind: string) {}

  /** @throws InvalidGrant where the grant or client of a token ended while it was made. */
  async upsert(id: string, { jti: _, ...payload }: AdapterPayload, expiresIn?: number) {
    const { grantId, clientId, accountId, scope } = payload
    const isToken = TOKENS.includes(this.kind)
    const { rowCount } = await db.rawQuery(
      `insert into oauth_artifacts (id, kind, client_id, user_id, grant_id, uid, scopes, payload, expires_at)
       select cast(:id as bytea), cast(:kind as text), cast(:clientId as text),
              coalesce(cast(:userId as integer), c.user_id), cast(:grantId as text), cast(:uid as text),
              cast(:scopes as text), cast(:payload as jsonb),
              now() + make_interval(secs => cast(:expiresIn as integer))
       from (select 1) one left join oauth_clients c on c.id = :clientId and c.revoked_at is null
       where not cast(:isToken as boolean) or (c.id is not null
         and (cast(:grantHash as bytea) is null
           or exists (select from oauth_artifacts where id = :grantHash for key share)))
       on conflict (id) do update set payload = excluded.payload, expires_at = excluded.expires_at,
         user_id = excluded.user_id, scopes = excluded.scopes`,
      {
        id: keyedHash(id),
        kind: this.kind,
        clientId: clientId ?? null,
        userId: accountId === undefined ? null : Number(accountId),
        grantId: this.kind === 'Grant' ? id : (grantId ?? null),
        grantHash: grantId === undefined ? null : keyedHash(grantId),
        uid: payload.uid ?? null,
        scopes: scope ?? '',
        payload: JSON.stringify(payload),
        expiresIn: expiresIn ?? null,
        isToken,
      }
    )
    if (rowCount === 0) throw new errors.InvalidGrant('the grant or the client has ended')
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    if (this.kind === 'Client') return findClientMetadata(id)
    const found = await this.#findWhere('id = :value', keyedHash(id))
    return found && { ...found, jti: id }
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#findWhere('uid = :value', uid)
  }

  /** No grant of ours has codes that people type. */
  async findByUserCode(): Promise<undefined> {}

  /**
   * Marks a code or refresh token as used, once.
   * @throws InvalidGrant for whoever comes second at the same moment; the grant ends for both.
   */
  async consume(id: string): Promise<void> {
    const { rows } = await db.rawQuery(
      `update oauth_artifacts set consumed_at = now() where id = ? and consumed_at is null returning id`,
      [keyedHash(id)]
    )
    if (rows.length > 0) return
    await db.rawQuery(
      `delete from oauth_artifacts where grant_id = (select grant_id from oauth_artifacts where id = ?)`,
      [keyedHash(id)]
    )
    throw new errors.InvalidGrant('it was used by another request')
  }

  async destroy(id: string): Promise<void> {
    await db
      .from('oauth_artifacts')
      .where({ id: keyedHash(id), kind: this.kind })
      .delete()
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await db.from('oauth_artifacts').where({ grant_id: grantId, kind: this.kind }).delete()
  }

  async #findWhere(condition: string, value: Buffer | string): Promise<AdapterPayload | undefined> {
    const { rows } = await db.rawQuery(
      `select payload, extract(epoch from consumed_at)::integer as consumed from oauth_artifacts
       where ${condition} and kind = :kind and (expires_at is null or expires_at > now())`,
      { value, kind: this.kind }
    )
    const found: StoredArtifact | undefined = rows[0]
    if (!found) return undefined
    return { ...found.payload, ...(found.consumed !== null && { consumed: found.consumed }) }
  }
}
