import { errors as authErrors } from '@adonisjs/auth'
import { errors as coreErrors } from '@adonisjs/core'
import { errors as shieldErrors } from '@adonisjs/shield'
import { Problem } from './problem.ts'

/** The problem document behind any thrown value; what nobody foresaw tells the client nothing. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof authErrors.E_UNAUTHORIZED_ACCESS) return signInNeeded()
  if (error instanceof shieldErrors.E_BAD_CSRF_TOKEN) {
    return new Problem(
      403,
      'csrf_token_missing',
      'Send the cookie XSRF-TOKEN back as the header X-XSRF-TOKEN.'
    )
  }
  if (error instanceof coreErrors.E_ROUTE_NOT_FOUND) {
    return new Problem(404, 'not_found', 'No resource has this address.')
  }
  if (isPoolExhausted(error)) {
    return new Problem(503, 'busy', 'Too much is asked of the database at this moment.', {
      headers: { 'retry-after': '2' },
    })
  }
  return new Problem(500, 'internal', 'The fault is in our log under this request id.')
}

/** Knex names this error but exports no class that its ESM consumers could compare with. */
function isPoolExhausted(error: unknown): boolean {
  return error instanceof Error && error.name === 'KnexTimeoutError'
}

/** For a request that carries no valid token and no session. */
export function signInNeeded(): Problem {
  return new Problem(
    401,
    'sign_in_needed',
    'Send a valid token as "Authorization: Bearer <token>", or sign in.',
    { headers: { 'www-authenticate': 'Bearer' } }
  )
}
