import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import compression from 'compression'

/** Answers that arrive piece by piece; compressed they would wait for each other. */
const STREAMED = /^(text\/event-stream|application\/x-ndjson)\b/

/** Below this many bytes compression gains nothing. */
const THRESHOLD = 1024

const compress = compression({
  threshold: THRESHOLD,
  filter: (request, response) => {
    const type = response.getHeader('content-type')
    if (typeof type === 'string' && STREAMED.test(type)) return false
    return compression.filter(request, response)
  },
})

/** Sends what a client takes so in brotli or gzip, but for what is streamed. */
export default class CompressionMiddleware {
  async handle({ request, response }: HttpContext, next: NextFn) {
    // The middleware is Express's own, whose types name more of a request than it uses.
    const [incoming, outgoing] = [request.request, response.response] as unknown as Parameters<
      typeof compress
    >
    await new Promise<void>((resolve) => compress(incoming, outgoing, () => resolve()))
    return next()
  }
}
