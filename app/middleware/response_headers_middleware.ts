import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Headers that every answer carries, whoever asks. */
export default class ResponseHeadersMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    ctx.response.header('x-content-type-options', 'nosniff')
    ctx.response.header('referrer-policy', 'same-origin')
    ctx.response.header('cross-origin-opener-policy', 'same-origin')
    ctx.response.header('x-request-id', ctx.request.id() ?? '')
    if (!ctx.request.url().startsWith('/assets/')) ctx.response.header('cache-control', 'no-store')
    return next()
  }
}
