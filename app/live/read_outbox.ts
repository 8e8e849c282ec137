import db from '@adonisjs/lucid/services/db'
import type { LiveEvent } from './live_event.ts'

/** All events after `id`, oldest first. No event that is committed later comes before one of these. */
export async function readNewEvents(id: string): Promise<readonly LiveEvent[]> {
  const waiting = await db.from('live_events').where('id', '>', id).select('id').first()
  if (!waiting) return []
  return db.transaction(async (transaction) => {
    await transaction.rawQuery("select pg_advisory_xact_lock(hashtext('live_events'))")
    return transaction
      .from('live_events')
      .select('id', 'channel', 'payload')
      .where('id', '>', id)
      .orderBy('id')
  })
}

/** Events of the channels after one id and up to another, oldest first. */
export async function readMissedEvents(
  channels: readonly string[],
  after: string,
  upTo: string
): Promise<readonly LiveEvent[]> {
  return db
    .from('live_events')
    .select('id', 'channel', 'payload')
    .whereIn('channel', [...channels])
    .where('id', '>', after)
    .where('id', '<=', upTo)
    .orderBy('id')
}

/** The id of the newest event; "0" when there is none. */
export async function newestEventId(): Promise<string> {
  const row = await db.from('live_events').max('id as id').first()
  return row?.id ?? '0'
}

/** Forgets events that no client will come back for; one that does fetches everything anew. */
export async function pruneOutbox(): Promise<void> {
  await db.transaction(async (transaction) => {
    await transaction.rawQuery("select pg_advisory_xact_lock(hashtext('partitions'))")
    await transaction.rawQuery(
      "select drop_month_partitions('live_events', now() - interval '1 day')"
    )
    await transaction
      .from('live_events')
      .whereRaw("recorded_at < now() - interval '1 day'")
      .delete()
  })
}
