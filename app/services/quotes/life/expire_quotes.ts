import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { recordQuoteEvent } from './record_quote_event.ts'
import type { LockedQuote } from './quote_under_lock.ts'

/** How many quotes one transaction expires, so that nobody waits long for a lock. */
const AT_ONCE = 200

type ExpiringQuote = Pick<LockedQuote, 'id' | 'status' | 'lockVersion' | 'expiryReason'>

/**
 * Marks every open quote as expired whose last day is over in its state; resolves to how many. Two
 * instances that do so at once share the work; what a person is moving just then waits for the next time.
 */
export async function expireQuotes(requestId: string): Promise<number> {
  let expired = 0
  for (;;) {
    const count = await db.transaction((transaction) => expireSome(requestId, transaction))
    expired += count
    if (count < AT_ONCE) return expired
  }
}

async function expireSome(
  requestId: string,
  transaction: TransactionClientContract
): Promise<number> {
  const { rows }: { rows: ExpiringQuote[] } = await transaction.rawQuery(
    `select q.id, q.status, q.lock_version as "lockVersion", q.expiry_reason as "expiryReason"
     from quotes q join plans p on p.id = q.plan_id
     where q.status in ('quoted', 'referred', 'approved')
       and q.expires_on < (now() at time zone p.time_zone)::date
     order by q.id limit ? for update of q skip locked`,
    [AT_ONCE]
  )
  for (const quote of rows) await expireQuote(quote, { requestId }, transaction)
  return rows.length
}

/** Marks one quote as expired, which the caller has locked and whose last day is over. */
export async function expireQuote(
  { id, status, lockVersion, expiryReason }: ExpiringQuote,
  { requestId, at }: { readonly requestId: string; readonly at?: Date },
  transaction: TransactionClientContract
): Promise<void> {
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
    reason: expiryReason,
    actorId: null,
    requestId,
    at,
  })
}
