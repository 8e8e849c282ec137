import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import type { Scope } from '#services/oauth/scopes'
import { needOfRoute } from './route_scopes.ts'

/** Whether the request may do what the scope stands for; a session, and a token without scopes, may whatever its person may. */
export function hasScope({ auth }: HttpContext, scope: Scope): boolean {
  const token = auth.use('token').user?.currentAccessToken
  return token === undefined || token.allows(scope)
}

/** @throws Problem (RFC 6750, 3.1) where the token's scopes do not reach to this route. */
export function requireScope(ctx: HttpContext): void {
  const token = ctx.auth.use('token').user?.currentAccessToken
  if (token === undefined || token.abilities.includes('*')) return
  const need = needOfRoute(ctx.request.method(), ctx.route?.pattern ?? '')
  if (need === 'any' || (need !== undefined && token.allows(need))) return
  throw insufficientScope(need)
}

/** What a token without the scope is told; undefined where no scope would do. */
export function insufficientScope(need: Scope | undefined): Problem {
  const scope = need ?? 'none that there is'
  return new Problem(403, 'insufficient_scope', `The token lacks the scope ${scope}.`, {
    headers: {
      'www-authenticate': `Bearer realm="ratewright", error="insufficient_scope"${need === undefined ? '' : `, scope="${need}"`}`,
    },
  })
}
