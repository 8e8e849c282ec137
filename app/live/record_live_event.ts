import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { announceLiveEvents } from './announce_live_events.ts'
import type { LiveEvent } from './live_event.ts'

/**
 * Puts an event into the outbox, in the transaction that it tells of, and announces it once that is
 * committed. Make it one of the transaction's last statements: readers wait for it to end.
 */
export async function recordLiveEvent(
  transaction: TransactionClientContract,
  { channel, payload, at }: Omit<LiveEvent, 'id'> & { readonly at?: Date | undefined }
): Promise<void> {
  await transaction
    .table('live_events')
    .insert({ channel, payload, ...(at && { recorded_at: at }) })
  transaction.after('commit', announceLiveEvents)
}
