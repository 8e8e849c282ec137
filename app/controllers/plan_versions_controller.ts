import type { HttpContext } from '@adonisjs/core/http'
import { comparePrograms, renderComparison } from '#rules/index'
import { readInclude } from '#http/include'
import { etagOf } from '#http/move_problem'
import { noSuchPlanVersion, planProblem } from '#http/plan_problem'
import { presentPlanVersion } from '#http/present_plan_version'
import { presentRating } from '#http/present_rating'
import { ratingProblem } from '#http/rating_problem'
import { readRevision } from '#http/rating_request'
import { draftBody, readSourceChange } from '#http/read_plan_change'
import { readMover } from '#http/read_mover'
import { Problem } from '#exceptions/problem'
import { createDraft } from '#services/plans/life/create_draft'
import { coverVersion } from '#services/plans/life/cover_version'
import { findPlan, findVersion, listVersions } from '#services/plans/life/find_versions'
import { planJournal, sourcesOf } from '#services/plans/life/find_versions'
import { judgeSources } from '#services/plans/life/judge_sources'
import { actsOpenTo } from '#services/plans/life/move_version'
import { rateWithVersion } from '#services/plans/life/rate_with_version'
import { saveSources } from '#services/plans/life/save_sources'
import type { VersionSummary } from '#services/plans/life/version_summary'
import { findStoredProgram } from '#services/plans/find_stored_program'
import { todayIn } from '#services/quotes/life/expiry'

export default class PlanVersionsController {
  /** Shows a plan with all its versions, newest first, and what was done to them. */
  async index(ctx: HttpContext) {
    const plan = await findPlan(ctx.params.plan)
    if (!plan) throw noSuchPlanVersion()
    const versions = await listVersions(plan.name)
    const { name, title, product, state, timeZone } = plan
    return {
      data: {
        ...{ name, title, product, state, today: todayIn(timeZone) },
        versions: await Promise.all(versions.map((version) => this.#present(version, ctx))),
        journal: await planJournal(plan.id),
      },
    }
  }

  /** Begins a draft with the texts of a version. */
  async store(ctx: HttpContext) {
    const { plan } = ctx.params
    const { from: number, reason = null } = await draftBody.read(ctx.request.body().json)
    const result = await createDraft(plan, { number, reason }, readMover(ctx))
    if (!result.ok) throw planProblem(result.error)
    ctx.response.status(201).header('location', `/api/v1/plans/${plan}/versions/${result.number}`)
    return { data: await this.#presentFound(await this.#find(plan, result.number), ctx) }
  }

  /** Shows one version with its journal, and its texts where they are asked for. */
  async show(ctx: HttpContext) {
    const include = readInclude(ctx.request.qs().include, ['sources'])
    const version = await this.#find(ctx.params.plan, Number(ctx.params.number))
    const data = await this.#presentFound(version, ctx)
    if (!include.has('sources')) return { data }
    const { product, plan, base = null, regulation = null, tables } = await sourcesOf(version.id)
    const sources = { product, plan, base, regulation, tables }
    return { data: { ...data, sources } }
  }

  /** Saves texts into a draft and says what the compiler makes of them. */
  async update(ctx: HttpContext) {
    const by = readMover(ctx)
    if (by.saw === undefined) {
      throw new Problem(428, 'if_match_needed', 'Send the ETag of the version as If-Match.')
    }
    const { plan, number } = ctx.params
    const change = readSourceChange(ctx.request.body().json)
    const result = await saveSources(plan, Number(number), change, by)
    if (!result.ok) throw planProblem(result.error)
    const { lockVersion, compiled, errors, diagnostics } = result.value
    ctx.response.header('etag', etagOf(lockVersion))
    return { data: { program_hash: compiled?.hash ?? null, errors, diagnostics } }
  }

  /** Says what the compiler makes of a version, and which of its worked examples do not hold. */
  async diagnostics({ params }: HttpContext) {
    const version = await this.#find(params.plan, Number(params.number))
    const judged = await judgeSources(await sourcesOf(version.id))
    const { compiled, errors, diagnostics } = judged
    return { data: { program_hash: compiled?.hash ?? null, errors, diagnostics } }
  }

  /** Says what of a version its worked examples reach. */
  async coverage({ params }: HttpContext) {
    const version = await this.#find(params.plan, Number(params.number))
    const covered = await coverVersion(version.id)
    if (!covered) throw doesNotCompile()
    return { data: covered }
  }

  /** Rates facts with one version, whatever its state, and stores nothing. */
  async rate(ctx: HttpContext) {
    const include = readInclude(ctx.request.qs().include, ['worksheet'])
    const { plan, number } = ctx.params
    const version = await this.#find(plan, Number(number))
    const result = await rateWithVersion(plan, version, readRevision(ctx.request.body().json))
    if (result === undefined) throw doesNotCompile()
    if (!result.ok) throw ratingProblem(result.error)
    return { data: presentRating(result.rating, result.assumed, include.has('worksheet')) }
  }

  /** Says in words what changed from one version to another. */
  async compare({ params: { plan, before, after } }: HttpContext) {
    for (const number of [before, after]) await this.#find(plan, Number(number))
    const first = await findStoredProgram(plan, Number(before))
    const second = await findStoredProgram(plan, Number(after))
    if (!first || !second) throw doesNotCompile()
    const comparison = comparePrograms(first, second)
    return { data: { ...comparison, text: renderComparison(comparison, { color: false }) } }
  }

  async #find(plan: string, number: number): Promise<VersionSummary> {
    const version = await findVersion(plan, number)
    if (!version) throw noSuchPlanVersion()
    return version
  }

  async #present(version: VersionSummary, { auth }: HttpContext) {
    const { id: userId, role } = auth.getUserOrFail()
    return presentPlanVersion(version, await actsOpenTo(version, { userId, role }))
  }

  async #presentFound(version: VersionSummary, ctx: HttpContext) {
    ctx.response.header('etag', etagOf(version.lockVersion))
    const journal = await planJournal(version.planId, version.number)
    return { ...(await this.#present(version, ctx)), journal }
  }
}

function doesNotCompile(): Problem {
  return new Problem(409, 'plan_has_errors', 'The version does not compile; see its diagnostics.')
}
