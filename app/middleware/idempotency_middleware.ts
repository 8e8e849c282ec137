import { createHash, randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Problem } from '#exceptions/problem'
import { isUnsafe } from '#http/is_unsafe'
import { claimKey, keepAnswer, releaseKey } from '#services/idempotency/keep_answer'
import type { KeptAnswer, KeyedRequest } from '#services/idempotency/keep_answer'

/**
 * Carries out an unsafe request with an `Idempotency-Key` once: sent again, it gets the first answer
 * again. It stands after the middleware that reads the body. Only answers of success are kept.
 */
export default class IdempotencyMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const key = ctx.request.header('idempotency-key')
    if (key === undefined || !isUnsafe(ctx.request)) return next()
    const keyed = readRequest(key, ctx)
    const claim = await claimKey(keyed)
    switch (claim.type) {
      case 'answered':
        return replay(claim.answer, ctx)
      case 'under_way':
        throw new Problem(409, 'request_under_way', 'The first request with this key still runs.', {
          headers: { 'retry-after': '1' },
        })
      case 'carried_out':
        throw new Problem(
          409,
          'answer_lost',
          `The first request with this key was carried out, but its answer was lost. Read ${claim.location}.`,
          { headers: { location: claim.location } }
        )
      case 'other_request':
        throw new Problem(
          422,
          'key_of_other_request',
          'This Idempotency-Key was sent with another request.'
        )
      case 'mine':
        return this.#carryOut(keyed, ctx, next)
    }
  }

  async #carryOut(keyed: KeyedRequest, { response }: HttpContext, next: NextFn) {
    let isKept = false
    try {
      await next()
      const status = response.getStatus()
      if (status < 400) {
        const body: unknown = response.getBody()
        await keepAnswer(keyed, {
          status,
          location: headerOf(response, 'location'),
          etag: headerOf(response, 'etag'),
          body: body === undefined || body === null ? null : JSON.stringify(body),
        })
        isKept = true
      }
    } finally {
      if (!isKept) await releaseKey(keyed)
    }
  }
}

function headerOf(response: HttpContext['response'], name: string): string | null {
  const value = response.getHeader(name)
  return typeof value === 'string' ? value : null
}

function readRequest(key: string, { request, auth }: HttpContext): KeyedRequest {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new Problem(
      422,
      'invalid_parameter',
      'Idempotency-Key has 1 to 200 visible ASCII characters.'
    )
  }
  const said = [request.method(), request.url(true), JSON.stringify(request.body().json ?? null)]
  return {
    userId: auth.getUserOrFail().id,
    key,
    fingerprint: createHash('sha256').update(said.join('\n')).digest('hex'),
    claim: randomUUID(),
    requestId: request.id() ?? '',
  }
}

function replay({ status, location, etag, body }: KeptAnswer, { response }: HttpContext): void {
  response.status(status)
  response.header('idempotent-replayed', 'true')
  if (location !== null) response.header('location', location)
  if (etag !== null) response.header('etag', etag)
  if (body === null) return response.noContent()
  response.type('application/json')
  response.send(body)
}
