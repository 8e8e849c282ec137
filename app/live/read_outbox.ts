import db from '@adonisjs/lucid/services/db'
import type { LiveEvent } from './live_event.ts'

/** Events after `id`, oldest first, of the given channels or of all. */
export function readOutbox(
  channels: readonly string[] | 'all',
  id: string
): Promise<readonly LiveEvent[]> {
  const query = db
    .from('live_events')
    .select('id', 'channel', 'payload')
    .where('id', '>', id)
    .orderBy('id')
  return channels === 'all' ? query : query.whereIn('channel', [...channels])
}

/** Forgets events that no client will come back for; one that does fetches everything anew. */
export async function pruneOutbox(): Promise<void> {
  await db.from('live_events').whereRaw("recorded_at < now() - interval '1 day'").delete()
}

/** The id of the newest event; "0" when there is none yet. */
export async function newestEventId(): Promise<string> {
  const row = await db.from('live_events').max('id as id').first()
  return row?.id ?? '0'
}
