import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { errors } from '@adonisjs/limiter'
import limiter from '@adonisjs/limiter/services/main'
import { requestsPerMinute } from '#config/limiter'
import { Problem } from '#exceptions/problem'

const SECONDS = 60

/**
 * Holds an account to so many requests a minute, counted by this instance, and says with each answer how
 * many are left, by the fields of the IETF draft "RateLimit header fields for HTTP". It stands after
 * the sign-in.
 */
export default class RateLimitMiddleware {
  async handle({ auth, response }: HttpContext, next: NextFn) {
    const account = limiter.use('memory', { requests: requestsPerMinute, duration: SECONDS })
    response.header('ratelimit-policy', `"account";q=${requestsPerMinute};w=${SECONDS}`)
    try {
      const left = await account.consume(`account:${auth.getUserOrFail().id}`)
      response.header('ratelimit', `"account";r=${left.remaining};t=${left.availableIn}`)
    } catch (error) {
      if (!(error instanceof errors.E_TOO_MANY_REQUESTS)) throw error
      const seconds = error.response.availableIn
      response.header('ratelimit', `"account";r=0;t=${seconds}`)
      throw new Problem(
        429,
        'too_many_requests',
        `An account has ${requestsPerMinute} requests a minute. Go on in ${seconds} seconds.`,
        { headers: { 'retry-after': String(seconds) } }
      )
    }
    return next()
  }
}
