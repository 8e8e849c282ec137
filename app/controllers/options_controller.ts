import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { riskProblem } from '#http/risk_problem'
import { optionsBody } from '#http/options_body'
import { presentAsked, presentOption } from '#http/present_option'
import { ratingProblem } from '#http/rating_problem'
import { readRatingRequest } from '#http/rating_request'
import { declaredOffers } from '#services/offers/declared_offers'
import { newestRisk } from '#services/offers/newest_risk'
import { priceOptions, type OptionsResult, type RatedRisk } from '#services/offers/price_options'
import { rateAsAsked } from '#services/quotes/rate_as_asked'

export default class OptionsController {
  /** Prices several ways to insure a risk that is not stored. */
  async rate({ request }: HttpContext) {
    const { variations, ...rest } = bodyOf(request.body().json)
    const wanted = await optionsBody.read(variations === undefined ? {} : { variations })
    const rating = readRatingRequest(rest)
    const rated = await rateAsAsked(rating)
    if (!rated.ok) throw ratingProblem(rated.error)
    const { version, facts, worksheet } = rated.rating
    const risk = { prepared: version.prepared, facts, worksheet }
    return this.#answer(rating.plan, risk, wanted)
  }

  /** Prices several ways to insure the risk of a quote, by the rates that the quote was rated with. */
  async store({ params, request }: HttpContext) {
    const wanted = await optionsBody.read(request.body().json)
    const found = await newestRisk(params.id)
    if (!found.ok) throw riskProblem(found.error)
    return this.#answer(found.plan, found.risk, wanted)
  }

  async #answer(
    plan: string,
    risk: RatedRisk,
    { variations = [] }: Awaited<ReturnType<typeof optionsBody.read>>
  ) {
    const result = await priceOptions(risk, await declaredOffers(plan), variations)
    if (!result.ok) throw variationProblem(result)
    return { data: { asked: presentAsked(risk), options: result.options.map(presentOption) } }
  }
}

function bodyOf(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body }
  throw new Problem(422, 'invalid_request', 'Send {"plan": "…", "facts": {…}}.')
}

function variationProblem({ number, errors }: Extract<OptionsResult, { ok: false }>): Problem {
  const place = `/variations/${number}/set`
  return new Problem(422, 'invalid_facts', `Variation ${number + 1} is no risk that is taken.`, {
    errors: errors.map((error) => ({
      ...error,
      message: error.pointer === '' ? error.message : `${error.pointer}: ${error.message}`,
      pointer: place,
    })),
  })
}
