import { AccessTokensLucidUserProvider } from '@adonisjs/auth/access_tokens'
import type { Secret } from '@adonisjs/core/helpers'
import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { Fresh } from '#services/fresh'
import { findOauthToken, isOauthToken } from '#services/oauth/find_token'

/** How long a row is taken without another look; what was found by it may be remembered as long again. */
const MAX_AGE_MS = 500

const rows = new Fresh<Record<string, unknown> | null>(MAX_AGE_MS)

/** The users behind bearer tokens; a burst of requests of one user reads the account once. */
export class TokenUsers extends AccessTokensLucidUserProvider<'accessTokens', typeof User> {
  constructor() {
    super({ tokens: 'accessTokens', model: async () => ({ default: User }) })
  }

  /** A token of the authorization server, or one that was made for an account by itself. */
  override async verifyToken(value: Secret<string>) {
    const text = value.release()
    return isOauthToken(text) ? findOauthToken(text) : super.verifyToken(value)
  }

  override async findById(identifier: string | number | bigint) {
    const row = await rows.get(String(identifier), () =>
      db.from('users').where('id', Number(identifier)).first()
    )
    // Each token gets an instance of its own, since the guard writes the token on it.
    const user = row ? User.$createFromAdapterResult(row) : null
    return user && this.createUserForGuard(user)
  }
}
