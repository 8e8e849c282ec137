import type { HttpContext } from '@adonisjs/core/http'
import { readInclude } from '#http/include'
import { presentCreated } from '#http/present_created'
import { presentStanding } from '#http/present_standing'
import { etagOf, moveProblem } from '#http/move_problem'
import { ratingProblem } from '#http/rating_problem'
import { hasScope, insufficientScope } from '#http/require_scope'
import { readMover } from '#http/read_mover'
import { reasonBody, reasonIfAnyBody } from '#http/reason_body'
import { readRevision } from '#http/rating_request'
import { approveChanged } from '#services/quotes/life/approve_changed'
import { decideQuote, isDecideFailure } from '#services/quotes/life/decide_quote'
import type { DecideFailure, PlainMove } from '#services/quotes/life/decide_quote'
import type { MoveResult } from '#services/quotes/life/move_quote'
import type { RatingFailure } from '#services/quotes/rate_facts'
import { rerateQuote } from '#services/quotes/life/rerate_quote'
import { reviseQuote, type Revised } from '#services/quotes/life/revise_quote'

export default class QuoteMovesController {
  /** Rates new facts as the quote's next version; with `approve` an underwriter takes on what the rules refer of it. */
  async revise(ctx: HttpContext) {
    const { params, request } = ctx
    const include = readInclude(request.qs().include, ['worksheet'])
    const { approve, ...change } = readRevision(request.body().json)
    if (approve && !hasScope(ctx, 'quotes:decide')) throw insufficientScope('quotes:decide')
    const revise = approve ? approveChanged : reviseQuote
    return answer(await revise(params.id, change, readMover(ctx)), include, ctx)
  }

  /** Rates the same facts by the rates that are in force on their date now. */
  async rerate(ctx: HttpContext) {
    const { params, request } = ctx
    const include = readInclude(request.qs().include, ['worksheet'])
    const { reason } = await reasonIfAnyBody.read(request.body().json)
    return answer(await rerateQuote(params.id, reason ?? null, readMover(ctx)), include, ctx)
  }

  /** An underwriter is to look at it, and at the note that comes with it. */
  async refer(ctx: HttpContext) {
    return this.#decide(ctx, 'refer', reasonBody)
  }

  /** An underwriter takes a referred quote on. */
  async approve(ctx: HttpContext) {
    return this.#decide(ctx, 'approve', reasonIfAnyBody)
  }

  /** An underwriter turns a quote down, with the reason that is kept. */
  async decline(ctx: HttpContext) {
    return this.#decide(ctx, 'decline', reasonBody)
  }

  /** The customer no longer wants it. */
  async withdraw(ctx: HttpContext) {
    return this.#decide(ctx, 'withdraw', reasonBody)
  }

  /** An underwriter takes a quote up again that was closed. */
  async reopen(ctx: HttpContext) {
    return this.#decide(ctx, 'reopen', reasonBody)
  }

  async #decide(
    ctx: HttpContext,
    move: PlainMove,
    body: typeof reasonBody | typeof reasonIfAnyBody
  ) {
    const id = String(ctx.params.id)
    const { reason = null } = await body.read(ctx.request.body().json)
    const result = await decideQuote(id, { move, reason }, readMover(ctx))
    if (!result.ok) throw moveProblem(result.error)
    ctx.response.header('etag', etagOf(result.value.lockVersion))
    return { data: presentStanding(id, result.value) }
  }
}

/** A new version of a quote with its rating, or the problem that there is none. */
function answer(
  result: MoveResult<Revised, RatingFailure | DecideFailure>,
  include: ReadonlySet<'worksheet'>,
  { auth, response }: HttpContext
) {
  if (!result.ok) {
    throw isDecideFailure(result.error) ? moveProblem(result.error) : ratingProblem(result.error)
  }
  const { rating, assumed, ...stored } = result.value
  const { id, version, lockVersion } = stored
  response.status(201)
  response.header('location', `/api/v1/quotes/${id}/versions/${version}/worksheet`)
  response.header('etag', etagOf(lockVersion))
  const { fullName: actorName } = auth.getUserOrFail()
  const shown = { ...stored, actorName, rating, assumed }
  return { data: presentCreated(shown, include.has('worksheet')) }
}
