import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/limiter'
import limiter from '@adonisjs/limiter/services/main'

/** How often one address may call the endpoints at which secrets could be tried, a minute and instance. */
const REQUESTS_PER_MINUTE = 300

/** How many of its calls may be refused for a wrong secret within a quarter of an hour; instances share the count. */
const FAILURES = 60

/** Refuses an address that floods the token endpoint; true once it has answered so. */
export async function refuseFloods({ request, response }: HttpContext): Promise<boolean> {
  const address = request.ip()
  const failures = limiter.use({ requests: FAILURES, duration: '15 mins' })
  const failureKey = `oauth_failures:${address}`
  try {
    await limiter
      .use('memory', { requests: REQUESTS_PER_MINUTE, duration: 60 })
      .consume(`oauth:${address}`)
    const failed = await failures.get(failureKey)
    if (failed?.remaining === 0) {
      return refuse(response, await failures.availableIn(failureKey))
    }
  } catch (error) {
    if (!(error instanceof errors.E_TOO_MANY_REQUESTS)) throw error
    return refuse(response, error.response.availableIn)
  }
  response.response.once('finish', () => {
    if (response.response.statusCode !== 401) return
    failures.increment(failureKey).catch(() => {})
  })
  return false
}

function refuse(response: HttpContext['response'], seconds: number): true {
  response.status(429).header('retry-after', String(seconds)).header('cache-control', 'no-store')
  response.send({
    error: 'temporarily_unavailable',
    error_description: `Too many requests from this address. Go on in ${seconds} seconds.`,
  })
  return true
}
