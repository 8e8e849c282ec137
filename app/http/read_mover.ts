import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import type { Mover } from '#services/quotes/life/move_quote'

/** Who makes the request, in which role, and which state of the quote they saw (`If-Match`). */
export function readMover({ request, auth }: HttpContext): Mover {
  const { id, role } = auth.getUserOrFail()
  return { userId: id, role, requestId: request.id() ?? '', saw: readIfMatch(request) }
}

function readIfMatch(request: HttpContext['request']): number | undefined {
  const written = request.header('if-match')
  if (written === undefined || written === '*') return undefined
  const [, digits] = /^"(\d{1,9})"$/.exec(written.trim()) ?? []
  if (digits !== undefined) return Number(digits)
  throw new Problem(422, 'invalid_parameter', 'If-Match is not the ETag of a quote.')
}
