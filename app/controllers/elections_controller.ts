import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { electionBody } from '#http/election_body'
import { recordElection } from '#services/quotes/life/record_election'

export default class ElectionsController {
  /** Records that what a rule of the quote requires is there in writing. */
  async store({ params, request, response, auth }: HttpContext) {
    const { rule, note = null } = await electionBody.read(request.body().json)
    const author = { userId: auth.getUserOrFail().id, requestId: request.id() ?? '' }
    const result = await recordElection(params.id, { rule, note }, author)
    if (result.ok) return response.noContent()
    if (result.error.type === 'no_such_quote') {
      throw new Problem(404, 'no_such_quote', 'There is no such quote.')
    }
    const { open } = result.error
    throw new Problem(
      409,
      'nothing_to_elect',
      `No rule "${rule}" of this quote requires anything. ${open.length > 0 ? `Required: ${open.join(', ')}.` : 'Nothing is required.'}`
    )
  }
}
