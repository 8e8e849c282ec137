import type { HttpContext } from '@adonisjs/core/http'
import { readInclude } from '#http/include'
import { presentRating } from '#http/present_rating'
import { ratingProblem } from '#http/rating_problem'
import { readRatingRequest } from '#http/rating_request'
import { rateAsAsked } from '#services/quotes/rate_as_asked'

export default class RatingsController {
  /** Rates facts without storing anything. */
  async store({ request }: HttpContext) {
    const include = readInclude(request.qs().include, ['worksheet'])
    const result = await rateAsAsked(readRatingRequest(request.body().json))
    if (!result.ok) throw ratingProblem(result.error)
    return { data: presentRating(result.rating, result.assumed, include.has('worksheet')) }
  }
}
