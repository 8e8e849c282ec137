import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import compression from 'compression'

/** Answers that arrive piece by piece; compressed they would wait for each other. */
const STREAMED = /^(text\/event-stream|application\/x-ndjson)\b/

/** Below this many bytes compression gains nothing. */
const THRESHOLD = 1024

/** Fast rather than small: of what a quote is, level 9 takes a tenth off and three times as long. */
const LEVEL = 3

const compress = compression({
  threshold: THRESHOLD,
  level: LEVEL,
  filter: (request, response) => {
    const type = response.getHeader('content-type')
    if (typeof type === 'string' && STREAMED.test(type)) return false
    return compression.filter(request, response)
  },
})

/** What Express would go on with; the middleware calls it before it returns. */
const NOTHING_MORE = () => undefined

/** Sends what a client takes so in brotli or gzip, but for what is streamed. */
export default class CompressionMiddleware {
  handle({ request, response }: HttpContext, next: NextFn) {
    if (request.header('accept-encoding') === undefined) return next()
    // The middleware is Express's own, whose types name more of a request than it uses.
    const [incoming, outgoing] = [request.request, response.response] as unknown as Parameters<
      typeof compress
    >
    compress(incoming, outgoing, NOTHING_MORE)
    return next()
  }
}
