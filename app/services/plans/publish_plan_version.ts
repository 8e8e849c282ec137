import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type PlanVersion from '#models/plan_version'
import { laterPublished } from './life/publish_version.ts'
import { putInForce } from './life/put_in_force.ts'

export type PublishResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: { readonly type: 'already_published' } }
  /** Its source has not compiled yet, so that it has neither program nor days. */
  | { readonly ok: false; readonly error: { readonly type: 'not_whole' } }
  | {
      readonly ok: false
      /** Published versions only ever follow each other in time, on both clocks. */
      readonly error: { readonly type: 'begins_too_early'; readonly after: number }
    }

/**
 * Puts a version into force from its dates on, for new business and for renewals each; the version in
 * force until then ends where this one begins. Runs in the caller's transaction.
 */
export async function publishPlanVersion(
  draft: PlanVersion,
  transaction: TransactionClientContract
): Promise<PublishResult> {
  const { status, newBusinessRange, renewalRange } = draft
  if (status === 'published') return { ok: false, error: { type: 'already_published' } }
  if (newBusinessRange === null || renewalRange === null) {
    return { ok: false, error: { type: 'not_whole' } }
  }
  const firstDays = { newBusiness: firstDay(newBusinessRange), renewals: firstDay(renewalRange) }
  const after = await laterPublished(draft.planId, firstDays, transaction)
  if (after !== undefined) return { ok: false, error: { type: 'begins_too_early', after } }
  await putInForce(draft, firstDays, transaction)
  draft.useTransaction(transaction)
  await draft.refresh()
  return { ok: true }
}

/** The first day of a range as PostgreSQL writes it: `[2026-03-01,)`. */
function firstDay(range: string): string {
  return range.slice(1, 11)
}
