import db from '@adonisjs/lucid/services/db'
import { recordLiveEvent } from '#live/record_live_event'
import { findPlan } from '#services/plans/life/find_versions'
import type { Role } from '#services/quotes/life/moves'
import type { Author } from '#services/quotes/create_quote'
import { QUOTES_OF_PLAN, TAKEN_IN } from './open_quotes.ts'

export type BeginRequoteResult =
  | { readonly ok: true; readonly id: string }
  | {
      readonly ok: false
      readonly error:
        | { readonly type: 'no_such_plan' }
        | { readonly type: 'not_allowed'; readonly role: Role }
        | { readonly type: 'under_way'; readonly id: string }
    }

/** Who may have all open quotes of a plan rated anew, and end it. */
const ROLES: readonly Role[] = ['underwriter', 'admin']

export function mayRequote(role: Role): boolean {
  return ROLES.includes(role)
}

/**
 * Begins to rate the open quotes of a plan anew, and those that new rates ended before their cover
 * begins, by the rates that are in force then: with `apply` each
 * becomes the quote's next version, without it the job only tells what they would cost.
 */
export async function beginRequote(
  planName: string,
  { apply, reason }: { readonly apply: boolean; readonly reason: string | null },
  { role, userId, requestId }: Author & { readonly role: Role }
): Promise<BeginRequoteResult> {
  if (!mayRequote(role)) return { ok: false, error: { type: 'not_allowed', role } }
  const plan = await findPlan(planName)
  if (!plan) return { ok: false, error: { type: 'no_such_plan' } }
  return db.transaction(async (transaction): Promise<BeginRequoteResult> => {
    await transaction.from('plans').where('id', plan.id).select('id').forUpdate()
    const running = await transaction
      .from('requotes')
      .where({ plan_id: plan.id, status: 'running' })
      .select('id')
      .first()
    if (running) return { ok: false, error: { type: 'under_way', id: running.id } }
    const [job] = await transaction
      .table('requotes')
      .insert({
        ...{ plan_id: plan.id, apply, reason, size: 0 },
        ...{ created_by: userId, request_id: requestId },
      })
      .returning('id')
    const { rowCount: size } = await transaction.rawQuery(
      `insert into requote_items (requote_id, quote_id, before)
       select ?, q.id, v.total
       ${QUOTES_OF_PLAN} where q.plan_id = ? and ${TAKEN_IN}`,
      [job.id, plan.id]
    )
    await transaction.from('requotes').where('id', job.id).update({ size })
    await transaction.rawQuery("select pg_notify('requotes', ?)", [String(job.id)])
    await recordLiveEvent(transaction, {
      channel: 'requotes',
      payload: { type: 'requote_started', id: String(job.id), plan: planName, size },
    })
    return { ok: true, id: String(job.id) }
  })
}
