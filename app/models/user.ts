import { withAuthFinder } from '@adonisjs/auth/mixins/lucid'
import { compose } from '@adonisjs/core/helpers'
import hash from '@adonisjs/core/services/hash'
import { UserSchema } from '#database/schema'
import { AccessTokens } from '#services/identity/access_tokens'

/** A person or machine that signs in. */
export default class User extends compose(UserSchema, withAuthFinder(hash)) {
  static accessTokens = new AccessTokens({ tokenableModel: User, prefix: 'rw_' })

  /** Lucid copies what was read to the ground, moments and trees included, at a cost above the query's; none is changed in place. */
  override $hydrateOriginals(): void {
    this.$original = { ...this.$attributes }
  }
}
