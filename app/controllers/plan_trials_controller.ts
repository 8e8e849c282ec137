import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { noSuchPlanVersion } from '#http/plan_problem'
import { ratingProblem } from '#http/rating_problem'
import { readMover } from '#http/read_mover'
import { differenceBody, impactBody } from '#http/trial_bodies'
import { impactOfVersion } from '#services/impact/impact_of_version'
import { explainVersion } from '#services/plans/life/explain_version'
import { findVersion, sourcesOf } from '#services/plans/life/find_versions'
import { workExamples } from '#services/plans/life/work_examples'

const DEFAULT_SIZE = 10_000

export default class PlanTrialsController {
  /** Works the examples of a version, and says of each whether it holds. */
  async examples({ params }: HttpContext) {
    const version = await find(params)
    const examples = await workExamples(await sourcesOf(version.id))
    if (!examples) throw doesNotCompile()
    return { data: examples }
  }

  /** Explains why a risk does not cost by a version what it costs by the one in force. */
  async difference({ params, request }: HttpContext) {
    const version = await find(params)
    const { facts, against } = await differenceBody.read(request.body().json)
    const result = await explainVersion(version, { facts, against })
    if (result.ok) return { data: { against: result.against, ...result.difference } }
    switch (result.error.type) {
      case 'has_errors':
        throw doesNotCompile()
      case 'nothing_to_compare':
        throw nothingToCompare()
      case 'invalid_facts':
        throw ratingProblem(result.error)
      case 'not_rated':
        throw new Problem(409, 'not_rated', 'One of the two versions does not rate this risk.')
    }
  }

  /** Says who pays more and who pays less by a version than by the one in force. */
  async impact(ctx: HttpContext) {
    const version = await find(ctx.params)
    const {
      of = 'book',
      size = DEFAULT_SIZE,
      seed = 1,
      against,
    } = await impactBody.read(ctx.request.body().json)
    const { role } = readMover(ctx)
    if (of === 'quotes' && role === 'agent') {
      throw new Problem(403, 'not_allowed', 'The quotes of all agents are not for an agent.')
    }
    const result = await impactOfVersion(version, { of, size, seed, against })
    if (result.ok) return { data: result.value }
    switch (result.error.type) {
      case 'has_errors':
        throw doesNotCompile()
      case 'nothing_to_compare':
        throw nothingToCompare()
      case 'no_book':
        throw new Problem(409, 'no_book', result.error.why)
    }
  }
}

async function find(params: HttpContext['params']) {
  const version = await findVersion(params.plan, Number(params.number))
  if (!version) throw noSuchPlanVersion()
  return version
}

function doesNotCompile(): Problem {
  return new Problem(409, 'plan_has_errors', 'The version does not compile; see its diagnostics.')
}

function nothingToCompare(): Problem {
  return new Problem(
    409,
    'nothing_to_compare',
    'No other version is in force today that compiles. Name one by "against".'
  )
}
