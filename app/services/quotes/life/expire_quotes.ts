import db from '@adonisjs/lucid/services/db'
import { recordLiveEvent } from '#live/record_live_event'
import { recordQuoteEvent } from './record_quote_event.ts'
import type { QuoteStatus } from './moves.ts'

/** How many quotes one transaction expires, so that nobody waits long for a lock. */
const AT_ONCE = 200

interface Due {
  readonly id: string
  readonly status: QuoteStatus
  readonly lock_version: number
  readonly expiry_reason: string | null
}

/**
 * Marks every open quote as expired whose last day is over in its state; resolves to how many. Two
 * instances that do so at once share the work; what a person is moving just then waits for the next time.
 */
export async function expireQuotes(requestId: string): Promise<number> {
  let expired = 0
  for (;;) {
    const count = await expireSome(requestId)
    expired += count
    if (count < AT_ONCE) return expired
  }
}

function expireSome(requestId: string): Promise<number> {
  return db.transaction(async (transaction) => {
    const { rows }: { rows: Due[] } = await transaction.rawQuery(
      `select q.id, q.status, q.lock_version, q.expiry_reason
       from quotes q join plans p on p.id = q.plan_id
       where q.status in ('quoted', 'referred', 'approved')
         and q.expires_on < (now() at time zone p.time_zone)::date
       order by q.id limit ? for update of q skip locked`,
      [AT_ONCE]
    )
    for (const { id, status, lock_version: lockVersion, expiry_reason: reason } of rows) {
      const number = lockVersion + 1
      await transaction
        .from('quotes')
        .where('id', id)
        .update({ status: 'expired', lock_version: number })
      await recordQuoteEvent(transaction, {
        quoteId: id,
        number,
        kind: 'expire',
        from: status,
        to: 'expired',
        reason,
        actorId: null,
        requestId,
      })
      await recordLiveEvent(transaction, {
        channel: 'quotes',
        payload: { type: 'quote_moved', id, move: 'expire', status: 'expired' },
      })
    }
    return rows.length
  })
}
