import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'

/** @throws Problem for whoever is not an administrator. */
export function requireAdministrator({ auth }: HttpContext): void {
  const { role } = auth.getUserOrFail()
  if (role === 'admin') return
  throw new Problem(403, 'not_allowed', `This takes the role admin; yours is ${role}.`)
}
