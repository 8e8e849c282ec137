import db from '@adonisjs/lucid/services/db'
import { lockQuote } from '#services/quotes/life/quote_under_lock'
import { recordQuoteEvent } from '#services/quotes/life/record_quote_event'
import { staleness, type Mover, type Stale } from '#services/quotes/life/move_quote'

export type HoldResult =
  | { readonly ok: true; readonly lockVersion: number }
  | { readonly ok: false; readonly error: { readonly type: 'no_such_quote' } | Stale }

/**
 * Puts a quote under a legal hold, which keeps it from being erased, or lifts the hold; either with its reason,
 * in the journal.
 */
export function setLegalHold(
  id: string,
  { isHeld, reason }: { readonly isHeld: boolean; readonly reason: string },
  by: Mover
): Promise<HoldResult> {
  return db.transaction(async (transaction): Promise<HoldResult> => {
    const quote = await lockQuote(id, transaction)
    if (!quote) return { ok: false, error: { type: 'no_such_quote' } }
    const stale = staleness(quote, by)
    if (stale) return { ok: false, error: stale }
    const number = quote.lockVersion + 1
    await transaction
      .from('quotes')
      .where('id', id)
      .update({ legal_hold: isHeld ? reason : null, lock_version: number })
    await recordQuoteEvent(transaction, {
      quoteId: id,
      number,
      kind: isHeld ? 'hold' : 'release',
      from: quote.status,
      to: quote.status,
      reason,
      actorId: by.userId,
      requestId: by.requestId,
    })
    return { ok: true, lockVersion: number }
  })
}
