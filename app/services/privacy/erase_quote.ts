import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import QuoteVersion from '#models/quote_version'
import { lockQuote, type LockedQuote } from '#services/quotes/life/quote_under_lock'
import { recordQuoteEvent } from '#services/quotes/life/record_quote_event'
import { staleness, type Mover, type Stale } from '#services/quotes/life/move_quote'
import { reworkVersion } from '#services/quotes/rework_worksheet'
import { findStandIn } from './find_stand_in.ts'

export type ErasureFailure =
  | { readonly type: 'no_such_quote' }
  | Stale
  | { readonly type: 'already_erased' }
  | { readonly type: 'legal_hold'; readonly reason: string }
  /** Its policy runs, or has run until less than the time for which it must be kept. */
  | { readonly type: 'policy_in_force'; readonly number: string; readonly until: string }

export type ErasureResult =
  | { readonly ok: true; readonly lockVersion: number }
  | { readonly ok: false; readonly error: ErasureFailure }

/**
 * Destroys the key of a quote, and with it every private value of all its versions, for good. What stands in for them is
 * stored first, so that each version still rates to what it came to. Refused under a legal hold, and while a policy
 * of the quote runs.
 */
export function eraseQuote(id: string, reason: string, by: Mover): Promise<ErasureResult> {
  return db.transaction(async (transaction): Promise<ErasureResult> => {
    const quote = await lockQuote(id, transaction)
    if (!quote) return { ok: false, error: { type: 'no_such_quote' } }
    const error = staleness(quote, by) ?? (await refusalOf(quote, transaction))
    if (error) return { ok: false, error }
    await storeStandIns(id, transaction)
    const number = quote.lockVersion + 1
    await transaction.rawQuery(
      `update quotes set data_key = null, sealed_insured = null, erased_at = now(), lock_version = :number
       where id = :id`,
      { id, number }
    )
    await transaction.from('quote_search_hashes').where('quote_id', id).delete()
    await recordQuoteEvent(transaction, {
      quoteId: id,
      number,
      kind: 'erase',
      from: quote.status,
      to: quote.status,
      reason,
      actorId: by.userId,
      requestId: by.requestId,
    })
    return { ok: true, lockVersion: number }
  })
}

async function refusalOf(
  quote: LockedQuote,
  transaction: TransactionClientContract
): Promise<ErasureFailure | undefined> {
  if (quote.isErased) return { type: 'already_erased' }
  if (quote.legalHold !== null) return { type: 'legal_hold', reason: quote.legalHold }
  const { rows } = await transaction.rawQuery(
    `select p.number, max(upper(v.period))::text as until
     from policies p join policy_versions v on v.policy_id = p.id
     where p.quote_id = :id group by p.number
     having max(upper(v.period)) > (now() at time zone :timeZone)::date`,
    { id: quote.id, timeZone: quote.timeZone }
  )
  const [policy] = rows
  return policy && { type: 'policy_in_force', number: policy.number, until: policy.until }
}

async function storeStandIns(id: string, transaction: TransactionClientContract): Promise<void> {
  const versions = await QuoteVersion.query({ client: transaction })
    .where('quoteId', id)
    .preload('planVersion', (query) => query.select('id', 'planId', 'programHash'))
  for (const version of versions) {
    const reworked = await reworkVersion(version)
    const standIn =
      reworked && (await findStandIn(reworked.prepared, reworked.facts, reworked.worksheet))
    await transaction.table('erased_versions').insert({
      quote_version_id: version.id,
      facts: standIn ? JSON.stringify(standIn.facts) : null,
      worksheet_hash: standIn?.worksheetHash ?? version.worksheetHash,
    })
  }
}
