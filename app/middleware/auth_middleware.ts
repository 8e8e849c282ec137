import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { signInNeeded } from '#exceptions/to_problem'
import { requireScope } from '#http/require_scope'
import { areDemoAccountsOpen } from '#services/identity/demo_accounts'

/**
 * Lets only signed-in people and machines pass, and a token only where its scopes reach; a demo account only where
 * demo accounts are open. It makes the authenticator by itself, since the framework's middleware also makes a
 * renderer of pages to tell it to.
 */
export default class AuthMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const manager = await app.container.make('auth.manager')
    ctx.auth = manager.createAuthenticator(ctx)
    const user = await ctx.auth.authenticateUsing([ctx.session ? 'session' : 'token'])
    if (user.isDemo && !areDemoAccountsOpen()) throw signInNeeded()
    requireScope(ctx)
    return next()
  }
}
