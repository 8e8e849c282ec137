import { AccessToken, DbAccessTokensProvider } from '@adonisjs/auth/access_tokens'
import type { AccessTokenDbColumns } from '@adonisjs/auth/types/access_tokens'
import type { Secret } from '@adonisjs/core/helpers'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import { Fresh } from '#services/fresh'

/** How exactly the last use of a token is recorded. */
const LAST_USE_PRECISION_MS = 60_000

/** How long a row is taken without another look; what was found by it may be remembered as long again. */
const MAX_AGE_MS = 500

/**
 * Bearer tokens that write down their last use once a minute. The stock provider writes it at every
 * request, and before it knows the secret to be right, so that all requests of a token queue up.
 */
export class AccessTokens<Model extends LucidModel> extends DbAccessTokensProvider<Model> {
  readonly #rows = new Fresh<AccessTokenDbColumns | null>(MAX_AGE_MS)

  override async verify(value: Secret<string>): Promise<AccessToken | null> {
    const decoded = AccessToken.decode(this.prefix, value.release())
    if (!decoded || !/^\d{1,9}$/.test(decoded.identifier)) return null
    const db = await this.getDb()
    const row = await this.#rows.get(decoded.identifier, () =>
      db.from(this.table).where({ id: decoded.identifier, type: this.type }).first()
    )
    if (!row) return null
    const token = this.dbRowToAccessToken(row)
    if (!token.verify(decoded.secret) || token.isExpired()) return null
    const now = new Date()
    if (now.getTime() - (token.lastUsedAt?.getTime() ?? 0) > LAST_USE_PRECISION_MS) {
      await db.from(this.table).where('id', decoded.identifier).update({ last_used_at: now })
      row.last_used_at = now
    }
    return token
  }
}
