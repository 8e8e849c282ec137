import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { signInNeeded } from '#exceptions/to_problem'
import { requireScope } from '#http/require_scope'
import { areDemoAccountsOpen } from '#services/identity/demo_accounts'

/**
 * Lets only signed-in people and machines pass, and a token only where its scopes reach; a demo account only where
 * demo accounts are open.
 */
export default class AuthMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const user = await ctx.auth.authenticateUsing([ctx.session ? 'session' : 'token'])
    if (user.isDemo && !areDemoAccountsOpen()) throw signInNeeded()
    requireScope(ctx)
    return next()
  }
}
