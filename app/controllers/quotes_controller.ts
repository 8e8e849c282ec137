import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { readInclude } from '#http/include'
import { readLimit, readCursor } from '#http/page'
import { etagOf } from '#http/move_problem'
import { presentBlocked } from '#http/present_blocked'
import { presentQuote } from '#http/present_quote'
import { presentCreated } from '#http/present_created'
import { ratingProblem } from '#http/rating_problem'
import { readQuoteFilter } from '#http/quote_filter'
import { readQuoteRequest } from '#http/rating_request'
import { blockedMoves } from '#services/quotes/life/blocked_moves'
import { todayIn } from '#services/quotes/life/expiry'
import { movesOf, type PersonMove } from '#services/quotes/life/moves'
import { createQuickQuote } from '#services/quotes/drafts/create_quick_quote'
import { findDraft } from '#services/quotes/drafts/find_draft'
import { findQuote } from '#services/quotes/find_quote'
import { QUOTE_PARTS } from '#services/quotes/quote_parts'
import { listQuotes } from '#services/quotes/list_quotes'
import { rateAsAsked } from '#services/quotes/rate_as_asked'

export default class QuotesController {
  /** Rates facts and stores the first version of a quote. */
  async store({ request, response, auth }: HttpContext) {
    const include = readInclude(request.qs().include, ['worksheet'])
    const result = await rateAsAsked(readQuoteRequest(request.body().json))
    if (!result.ok) throw ratingProblem(result.error)
    const { rating, assumed } = result
    const { id: userId, fullName: actorName } = auth.getUserOrFail()
    const author = { userId, requestId: request.id() ?? '' }
    const created = await createQuickQuote(rating, assumed, author)
    response.status(201).header('location', `/api/v1/quotes/${created.id}`)
    response.header('etag', etagOf(created.lockVersion))
    const shown = { ...created, actorName, rating, assumed }
    return { data: presentCreated(shown, include.has('worksheet')) }
  }

  /** Lists quotes, newest first. */
  async index({ request }: HttpContext) {
    const { quotes, next } = await listQuotes(
      readQuoteFilter(request.qs()),
      readCursor(request.input('cursor')),
      readLimit(request.input('limit'))
    )
    return { data: quotes.map(presentQuote), next_cursor: next }
  }

  /** Shows one quote by its newest version, with its history or with the parts that are asked for. */
  async show({ params, request, response, auth }: HttpContext) {
    const { include } = request.qs()
    const parts = include === undefined ? new Set(QUOTE_PARTS) : readInclude(include, QUOTE_PARTS)
    const quote = await findQuote(params.id, parts)
    if (!quote) throw await missingQuote(params.id)
    response.header('etag', etagOf(quote.lockVersion))
    const { role } = auth.getUserOrFail()
    const blocked = blockedMoves(quote, role, todayIn(quote.timeZone))
    const isBlocked = (move: PersonMove) => blocked.some((each) => each.move === move)
    return {
      data: {
        ...presentQuote(quote),
        policy_number: quote.policyNumber,
        erased_at: quote.erasedAt,
        legal_hold: quote.legalHold,
        moves: movesOf(quote.status).filter((move) => !isBlocked(move)),
        blocked: blocked.map(presentBlocked),
        ...Object.fromEntries([...parts].map((part) => [part, quote[part]])),
      },
    }
  }
}

/** A draft has no version to show yet; its answers are elsewhere. */
async function missingQuote(id: string): Promise<Problem> {
  if (!(await findDraft(id))) return new Problem(404, 'no_such_quote', `There is no quote ${id}.`)
  return new Problem(409, 'still_a_draft', `Quote ${id} is not rated yet.`, {
    headers: { location: `/api/v1/quotes/${id}/draft` },
  })
}
