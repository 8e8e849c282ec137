import { createHash, randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Problem } from '#exceptions/problem'
import { claimKey, keepAnswer, releaseKey } from '#services/idempotency/keep_answer'
import type { KeptAnswer, KeyedRequest } from '#services/idempotency/keep_answer'

/**
 * Carries out a request with an `Idempotency-Key` once: sent again, it gets the first answer again. It
 * stands after the middleware that reads the body. Only answers of success are kept.
 */
export default class IdempotencyMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const key = ctx.request.header('idempotency-key')
    if (key === undefined) return next()
    const keyed = readRequest(key, ctx)
    const claim = await claimKey(keyed)
    switch (claim.type) {
      case 'answered':
        return replay(claim.answer, ctx)
      case 'under_way':
        throw new Problem(409, 'request_under_way', 'The first request with this key still runs.', {
          headers: { 'retry-after': '1' },
        })
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
        const location = response.getHeader('location')
        await keepAnswer(keyed, {
          status,
          location: typeof location === 'string' ? location : null,
          body: JSON.stringify(response.getBody()),
        })
        isKept = true
      }
    } finally {
      if (!isKept) await releaseKey(keyed)
    }
  }
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
  }
}

function replay({ status, location, body }: KeptAnswer, { response }: HttpContext): void {
  response.status(status)
  response.header('idempotent-replayed', 'true')
  if (location !== null) response.header('location', location)
  response.type('application/json')
  response.send(body)
}
