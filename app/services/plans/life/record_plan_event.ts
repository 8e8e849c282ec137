import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { recordLiveEvent } from '#live/record_live_event'
import type { PlanMove, StoredStatus } from './plan_moves.ts'

/** One thing that was done to a version of a plan; kept for good. */
export interface PlanEvent {
  readonly version: { readonly id: number; readonly plan: string; readonly number: number }
  readonly kind: PlanMove | 'create' | 'import'
  readonly from: StoredStatus | null
  readonly to: StoredStatus
  readonly reason: string | null
  /** Null where it was an operator's command or a start of the platform. */
  readonly actorId: number | null
  readonly requestId: string
}

/** Writes an event into the journal, and tells the listeners, in the transaction that it tells of. */
export async function recordPlanEvent(
  transaction: TransactionClientContract,
  event: PlanEvent
): Promise<void> {
  const { version, kind, to } = event
  await transaction.table('plan_events').insert({
    plan_version_id: version.id,
    kind,
    from_status: event.from,
    to_status: to,
    reason: event.reason,
    actor_id: event.actorId,
    request_id: event.requestId,
  })
  await recordLiveEvent(transaction, {
    channel: 'plans',
    payload: { type: 'plan_moved', plan: version.plan, version: version.number, move: kind },
  })
}
