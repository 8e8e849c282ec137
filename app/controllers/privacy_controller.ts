import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { erasureProblem } from '#http/erasure_problem'
import { readMover } from '#http/read_mover'
import { reasonBody } from '#http/reason_body'
import { requireAdministrator } from '#http/require_administrator'
import { eraseQuote } from '#services/privacy/erase_quote'
import { setLegalHold } from '#services/privacy/legal_hold'

export default class PrivacyController {
  /** Erases the private values of a quote, for good. */
  async erase(ctx: HttpContext) {
    requireAdministrator(ctx)
    const { reason } = await reasonBody.read(ctx.request.body().json)
    const result = await eraseQuote(String(ctx.params.id), reason, readMover(ctx))
    if (!result.ok) throw erasureProblem(result.error)
    ctx.response.status(204)
  }

  /** Keeps a quote from being erased. */
  async hold(ctx: HttpContext) {
    await this.#set(ctx, true)
  }

  /** Lifts a legal hold. */
  async release(ctx: HttpContext) {
    await this.#set(ctx, false)
  }

  async #set(ctx: HttpContext, isHeld: boolean) {
    requireAdministrator(ctx)
    const { reason } = await reasonBody.read(ctx.request.body().json)
    const isThere = await setLegalHold(String(ctx.params.id), { isHeld, reason }, readMover(ctx))
    if (!isThere) throw new Problem(404, 'no_such_quote', 'There is no such quote.')
    ctx.response.status(204)
  }
}
