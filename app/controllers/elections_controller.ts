import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { electionBody } from '#http/election_body'
import { etagOf, moveProblem } from '#http/move_problem'
import { readMover } from '#http/read_mover'
import { recordElection, type ElectionFailure } from '#services/quotes/life/record_election'

export default class ElectionsController {
  /** Records that what a rule of the quote requires is there in writing. */
  async store(ctx: HttpContext) {
    const { rule, note = null } = await electionBody.read(ctx.request.body().json)
    const result = await recordElection(String(ctx.params.id), { rule, note }, readMover(ctx))
    if (!result.ok) throw problemOf(result.error, rule)
    ctx.response.header('etag', etagOf(result.lockVersion))
    return ctx.response.noContent()
  }
}

function problemOf(failure: ElectionFailure, rule: string): Problem {
  if (failure.type !== 'nothing_to_elect') return moveProblem(failure)
  const { open } = failure
  return new Problem(
    409,
    'nothing_to_elect',
    `No rule "${rule}" of this quote requires anything. ${open.length > 0 ? `Required: ${open.join(', ')}.` : 'Nothing is required.'}`
  )
}
