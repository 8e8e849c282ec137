import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { LiveEvent } from './live_event.ts'

/**
 * Puts an event into the outbox, in the transaction that it tells of; PostgreSQL announces it to
 * every instance at commit. Make it the transaction's last statement: it holds a lock until then.
 */
export async function recordLiveEvent(
  transaction: TransactionClientContract,
  { channel, payload }: Omit<LiveEvent, 'id'>
): Promise<void> {
  await transaction.table('live_events').insert({ channel, payload })
}
