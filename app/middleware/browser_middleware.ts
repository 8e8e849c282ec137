import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import SessionMiddleware from '@adonisjs/session/session_middleware'
import ShieldMiddleware from '@adonisjs/shield/shield_middleware'
import { sessionCookie } from '#config/app'

/**
 * Gives a browser its session, and holds its unsafe requests to a CSRF token. A machine, which
 * carries a bearer token or nothing at all, gets neither, and costs no session row.
 */
export default class BrowserMiddleware {
  async handle(ctx: HttpContext, next: NextFn, options: { readonly begin?: boolean } = {}) {
    const isBrowser =
      ctx.request.header('authorization') === undefined &&
      (options.begin === true || ctx.request.cookiesList()[sessionCookie] !== undefined)
    if (!isBrowser) return next()
    const session = await ctx.containerResolver.make(SessionMiddleware)
    const shield = await ctx.containerResolver.make(ShieldMiddleware)
    return session.handle(ctx, () => shield.handle(ctx, next))
  }
}
