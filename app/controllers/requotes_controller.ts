import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { readCursor, readLimit } from '#http/page'
import { noSuchPlanVersion } from '#http/plan_problem'
import { requoteBody } from '#http/requote_body'
import { readMover } from '#http/read_mover'
import { beginRequote, mayRequote } from '#services/requotes/begin_requote'
import { cancelRequote } from '#services/requotes/end_requote'
import { findRequote, listRequoteItems, listRequotes } from '#services/requotes/find_requotes'
import type { RequoteSummary } from '#services/requotes/find_requotes'
import { countTakenIn } from '#services/requotes/open_quotes'

export default class RequotesController {
  /** Begins to rate the open quotes of a plan anew. */
  async store(ctx: HttpContext) {
    const { apply, reason = null } = await requoteBody.read(ctx.request.body().json)
    const result = await beginRequote(ctx.params.plan, { apply, reason }, readMover(ctx))
    if (!result.ok) {
      const { error } = result
      switch (error.type) {
        case 'no_such_plan':
          throw noSuchPlanVersion()
        case 'not_allowed':
          throw notAllowed(error.role)
        case 'under_way':
          throw new Problem(
            409,
            'requote_under_way',
            `Bulk re-quote ${error.id} of this plan is still under way.`
          )
      }
    }
    ctx.response.status(202).header('location', `/api/v1/requotes/${result.id}`)
    return { data: await this.#find(result.id) }
  }

  /** Lists the newest bulk re-quotes of a plan, and says how many quotes one would take in now. */
  async index({ params }: HttpContext) {
    const { plan } = params
    return { data: await listRequotes(plan), open: await countTakenIn(plan) }
  }

  /** Shows how far one is and what it came to. */
  async show({ params }: HttpContext) {
    return { data: await this.#find(params.id) }
  }

  /** Lists what became of each of its quotes. */
  async items({ params, request }: HttpContext) {
    await this.#find(params.id)
    const { items, next } = await listRequoteItems(
      params.id,
      readCursor(request.input('cursor')),
      readLimit(request.input('limit'))
    )
    return { data: items, next_cursor: next }
  }

  /** Ends one that still runs; one that has ended stays as it is. */
  async cancel(ctx: HttpContext) {
    const { role } = readMover(ctx)
    if (!mayRequote(role)) throw notAllowed(role)
    await this.#find(ctx.params.id)
    await cancelRequote(ctx.params.id)
    return { data: await this.#find(ctx.params.id) }
  }

  async #find(id: string): Promise<RequoteSummary> {
    const found = await findRequote(id)
    if (!found) throw new Problem(404, 'no_such_requote', `There is no bulk re-quote ${id}.`)
    return found
  }
}

function notAllowed(role: string): Problem {
  return new Problem(403, 'not_allowed', `This takes the role underwriter; yours is ${role}.`)
}
