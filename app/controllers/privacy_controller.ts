import type { HttpContext } from '@adonisjs/core/http'
import { erasureProblem } from '#http/erasure_problem'
import { etagOf, moveProblem } from '#http/move_problem'
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
    ctx.response.status(204).header('etag', etagOf(result.lockVersion))
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
    const hold = await setLegalHold(String(ctx.params.id), { isHeld, reason }, readMover(ctx))
    if (!hold.ok) throw moveProblem(hold.error)
    ctx.response.status(204).header('etag', etagOf(hold.lockVersion))
  }
}
