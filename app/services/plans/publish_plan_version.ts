import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import PlanVersion from '#models/plan_version'
import { expireWithRates } from '#services/quotes/life/expire_with_rates'

export type PublishResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: { readonly type: 'already_published' } }
  | {
      readonly ok: false
      /** Published versions only ever follow each other in time, on both clocks. */
      readonly error: { readonly type: 'begins_too_early'; readonly after: number }
    }

/**
 * Puts a draft into force from its dates on, for new business and for renewals each; the version in
 * force until then ends where this one begins. Runs in the caller's transaction.
 */
export async function publishPlanVersion(
  draft: PlanVersion,
  transaction: TransactionClientContract
): Promise<PublishResult> {
  if (draft.status === 'published') return { ok: false, error: { type: 'already_published' } }
  const later = await PlanVersion.query({ client: transaction })
    .where({ planId: draft.planId, status: 'published' })
    .where((query) =>
      query
        .whereRaw('lower(new_business_range) >= lower(?::daterange)', [draft.newBusinessRange])
        .orWhereRaw('lower(renewal_range) >= lower(?::daterange)', [draft.renewalRange])
    )
    .orderBy('number', 'desc')
    .first()
  if (later) return { ok: false, error: { type: 'begins_too_early', after: later.number } }
  for (const [column, range] of [
    ['new_business_range', draft.newBusinessRange],
    ['renewal_range', draft.renewalRange],
  ] as const) {
    await transaction.rawQuery(
      `update plan_versions set ?? = daterange(lower(??), lower(?::daterange))
       where plan_id = ? and status = 'published' and upper_inf(??)`,
      [column, column, range, draft.planId, column]
    )
  }
  await expireWithRates(draft, transaction)
  draft.useTransaction(transaction)
  await draft.merge({ status: 'published', publishedAt: DateTime.now() }).save()
  return { ok: true }
}
