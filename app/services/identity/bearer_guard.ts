import { AccessTokensGuard } from '@adonisjs/auth/access_tokens'
import type { HttpContext } from '@adonisjs/core/http'
import type { GuardConfigProvider } from '@adonisjs/auth/types'
import { RememberedUsers } from './remembered_users.ts'
import type { TokenUsers } from './token_users.ts'

type TokenUser = ReturnType<AccessTokensGuard<TokenUsers>['getUserOrFail']>

const remembered = new RememberedUsers<TokenUser>()

/**
 * The framework's guard of bearer tokens, which for a moment takes a token that it has just found good without looking
 * at it again. A burst of requests shares one instance of the user, which nobody may change.
 */
class BearerGuard extends AccessTokensGuard<TokenUsers> {
  readonly #ctx: HttpContext

  constructor(...made: ConstructorParameters<typeof AccessTokensGuard<TokenUsers>>) {
    super(...made)
    this.#ctx = made[1]
  }

  override async authenticate(): Promise<TokenUser> {
    const header = this.#ctx.request.header('authorization') ?? ''
    const known = remembered.get(header)
    if (known) {
      this.authenticationAttempted = true
      this.isAuthenticated = true
      this.user = known
      return known
    }
    const askedAt = performance.now()
    const user = await super.authenticate()
    remembered.set(header, user, askedAt)
    return user
  }
}

/** The guard, as `config/auth.ts` names it. */
export const bearerGuard: GuardConfigProvider<(ctx: HttpContext) => BearerGuard> = {
  async resolver(name, app) {
    const { TokenUsers } = await import('./token_users.ts')
    const users = new TokenUsers()
    const emitter = await app.container.make('emitter')
    // The emitter knows the events of `config/auth.ts`, which is made from this.
    return (ctx) => new BearerGuard(name, ctx, emitter as never, users)
  },
}
