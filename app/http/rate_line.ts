import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { toProblem } from '#exceptions/to_problem'
import { rateAsAsked } from '#services/quotes/rate_as_asked'
import type { Line } from './ndjson.ts'
import { presentRating } from './present_rating.ts'
import { ratingProblem } from './rating_problem.ts'
import { readRatingRequest } from './rating_request.ts'
import { parseJson } from './read_json.ts'

/** The answer to one line of a batch: its rating, or the problem with it, which stops no other line. */
export async function rateLine(line: Line, { request, logger }: HttpContext): Promise<string> {
  try {
    if (line.text === undefined) throw new Problem(413, 'too_large', 'The line is too long.')
    const result = await rateAsAsked(readRatingRequest(parseJson(line.text)))
    if (!result.ok) throw ratingProblem(result.error)
    const data = presentRating(result.rating, result.assumed, false)
    return JSON.stringify({ line: line.number, data })
  } catch (error) {
    const problem = toProblem(error)
    if (problem.status >= 500) logger.error({ err: error, request_id: request.id() }, 'line failed')
    const document = problem.toDocument(request.url(), request.id())
    return JSON.stringify({ line: line.number, problem: document })
  }
}
