import type { HttpContext } from '@adonisjs/core/http'
import { ratingProblem } from '#http/rating_problem'
import { readRatingRequest } from '#http/rating_request'
import { rateFacts } from '#services/quotes/rate_facts'

export default class RatingsController {
  /** Rates facts without storing anything. */
  async store({ request }: HttpContext) {
    const result = await rateFacts(readRatingRequest(request.body().json))
    if (!result.ok) throw ratingProblem(result.error)
    return { data: result.rating.worksheet }
  }
}
