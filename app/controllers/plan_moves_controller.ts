import type { HttpContext } from '@adonisjs/core/http'
import { etagOf } from '#http/move_problem'
import { noSuchPlanVersion, planProblem } from '#http/plan_problem'
import { presentPlanVersion } from '#http/present_plan_version'
import { readMover } from '#http/read_mover'
import { readSchedule } from '#http/read_plan_change'
import { reasonBody, reasonIfAnyBody } from '#http/reason_body'
import { findVersion } from '#services/plans/life/find_versions'
import { actsOpenTo } from '#services/plans/life/move_version'
import { approveVersion, sendBackVersion, submitVersion } from '#services/plans/life/review_version'
import {
  publishVersion,
  rollBackTo,
  scheduleVersion,
  withdrawVersion,
} from '#services/plans/life/publish_version'

export default class PlanMovesController {
  /** An author hands a draft to review. */
  async submit(ctx: HttpContext) {
    const { plan, number } = nameOf(ctx)
    const { reason = null } = await reasonIfAnyBody.read(ctx.request.body().json)
    const result = await submitVersion(plan, number, reason, readMover(ctx))
    if (!result.ok) throw planProblem(result.error)
    return this.#standing(ctx, number)
  }

  /** A reviewer approves it. */
  async approve(ctx: HttpContext) {
    const { plan, number } = nameOf(ctx)
    const { reason = null } = await reasonIfAnyBody.read(ctx.request.body().json)
    const result = await approveVersion(plan, number, reason, readMover(ctx))
    if (!result.ok) throw planProblem(result.error)
    return this.#standing(ctx, number)
  }

  /** A reviewer makes it a draft again, with the reason. */
  async sendBack(ctx: HttpContext) {
    const { plan, number } = nameOf(ctx)
    const { reason } = await reasonBody.read(ctx.request.body().json)
    const result = await sendBackVersion(plan, number, reason, readMover(ctx))
    if (!result.ok) throw planProblem(result.error)
    return this.#standing(ctx, number)
  }

  /** A reviewer sets the days from which it is in force. */
  async schedule(ctx: HttpContext) {
    const { plan, number } = nameOf(ctx)
    const schedule = await readSchedule(ctx.request.body().json)
    const result = await scheduleVersion(plan, number, schedule, readMover(ctx))
    if (!result.ok) throw planProblem(result.error)
    return this.#standing(ctx, number)
  }

  /** A reviewer publishes it by its own days. */
  async publish(ctx: HttpContext) {
    const { plan, number } = nameOf(ctx)
    const { reason = null } = await reasonIfAnyBody.read(ctx.request.body().json)
    const result = await publishVersion(plan, number, reason, readMover(ctx))
    if (!result.ok) throw planProblem(result.error)
    return this.#standing(ctx, number)
  }

  /** A reviewer takes a scheduled version back before its first day. */
  async withdraw(ctx: HttpContext) {
    const { plan, number } = nameOf(ctx)
    const { reason } = await reasonBody.read(ctx.request.body().json)
    const result = await withdrawVersion(plan, number, reason, readMover(ctx))
    if (!result.ok) throw planProblem(result.error)
    return this.#standing(ctx, number)
  }

  /** A reviewer publishes an older program again; the answer is the new version. */
  async rollBack(ctx: HttpContext) {
    const { plan, number } = nameOf(ctx)
    const { reason } = await reasonBody.read(ctx.request.body().json)
    const result = await rollBackTo(plan, number, reason, readMover(ctx))
    if (!result.ok) throw planProblem(result.error)
    ctx.response.status(201)
    ctx.response.header('location', `/api/v1/plans/${plan}/versions/${result.value.number}`)
    return this.#standing(ctx, result.value.number)
  }

  async #standing(ctx: HttpContext, number: number) {
    const version = await findVersion(ctx.params.plan, number)
    if (!version) throw noSuchPlanVersion()
    const { id: userId, role } = ctx.auth.getUserOrFail()
    ctx.response.header('etag', etagOf(version.lockVersion))
    return { data: presentPlanVersion(version, await actsOpenTo(version, { userId, role })) }
  }
}

function nameOf({ params }: HttpContext): { readonly plan: string; readonly number: number } {
  return { plan: params.plan, number: Number(params.number) }
}
