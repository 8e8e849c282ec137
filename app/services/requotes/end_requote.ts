import db from '@adonisjs/lucid/services/db'
import { recordLiveEvent } from '#live/record_live_event'

/** Ends a job that still runs; resolves to whether it did. What is in hand just then is still done. */
export function cancelRequote(id: string): Promise<boolean> {
  return end(id, 'cancelled', '')
}

/** Ends every job that has nothing left to do. */
export async function finishRequotes(): Promise<void> {
  const jobs = await db.from('requotes').where('status', 'running').select('id')
  for (const { id } of jobs) await end(id, 'finished', NOTHING_WAITS)
}

const NOTHING_WAITS = `and not exists (
  select from requote_items i where i.requote_id = requotes.id and i.status = 'waiting')`

function end(id: string, status: 'finished' | 'cancelled', condition: string): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const { rows } = await transaction.rawQuery(
      `update requotes set status = ?, ended_at = now()
       where id = ? and status = 'running' ${condition} returning id`,
      [status, id]
    )
    if (rows.length === 0) return false
    await recordLiveEvent(transaction, {
      channel: 'requotes',
      payload: { type: `requote_${status}`, id: String(id) },
    })
    return true
  })
}
