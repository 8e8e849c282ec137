import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** When a route was deprecated, until when it is served, and where that is written. */
export interface Deprecation {
  /** YYYY-MM-DD */
  readonly since: string
  /** YYYY-MM-DD; at least half a year after `since`. */
  readonly until: string
  /** The address of the page that says what to use instead. */
  readonly instead: string
}

/** Says with each answer of a route that it is deprecated (RFC 9745) and when it ends (RFC 8594). */
export default class DeprecationMiddleware {
  handle({ response }: HttpContext, next: NextFn, { since, until, instead }: Deprecation) {
    response.header('deprecation', `@${new Date(since).getTime() / 1000}`)
    response.header('sunset', new Date(until).toUTCString())
    response.append('link', `<${instead}>; rel="deprecation"; type="text/html"`)
    return next()
  }
}
