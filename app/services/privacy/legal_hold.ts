import db from '@adonisjs/lucid/services/db'
import { lockQuote } from '#services/quotes/life/quote_under_lock'
import { recordQuoteEvent } from '#services/quotes/life/record_quote_event'
import type { Author } from '#services/quotes/create_quote'

/**
 * Puts a quote under a legal hold, which keeps it from being erased, or lifts the hold; either with its reason,
 * in the journal. False where there is no such quote.
 */
export function setLegalHold(
  id: string,
  { isHeld, reason }: { readonly isHeld: boolean; readonly reason: string },
  by: Author
): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const quote = await lockQuote(id, transaction)
    if (!quote) return false
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
    return true
  })
}
