import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { leastRole, mayDo, type QuoteAct } from '#services/quotes/life/moves'

/** @throws Problem for whoever may not do it. */
export function requireRole({ auth }: HttpContext, act: QuoteAct): void {
  const { role } = auth.getUserOrFail()
  if (mayDo(role, act)) return
  throw new Problem(403, 'not_allowed', `This takes the role ${leastRole(act)}; yours is ${role}.`)
}
