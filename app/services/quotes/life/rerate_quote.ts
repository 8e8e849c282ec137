import db from '@adonisjs/lucid/services/db'
import QuoteVersion from '#models/quote_version'
import type { RatingFailure } from '../rate_facts.ts'
import type { Mover, MoveResult } from './move_quote.ts'
import { reviseQuote, type Revised } from './revise_quote.ts'

/** The version that would rate a quote today, where that has another program than its own. */
export interface RerateOffer {
  readonly version: number
  readonly label: string
  readonly program_hash: string
}

/** Other rates that are in force for the date of a quote that is not settled; null where there are none. */
export async function rerateOfferOf(quoteId: string): Promise<RerateOffer | null> {
  const offer = await db
    .from('quotes as q')
    .joinRaw(
      `join lateral (
         select * from quote_versions where quote_id = q.id order by number desc limit 1
       ) v on true`
    )
    .joinRaw(
      `join plan_versions r on r.plan_id = q.plan_id and r.status = 'published' and
         case v.transaction when 'renewal' then r.renewal_range else r.new_business_range end
           @> v.effective_on`
    )
    .where('q.id', quoteId)
    .whereIn('q.status', ['quoted', 'referred', 'approved', 'expired'])
    .whereRaw('r.program_hash <> v.program_hash')
    .select('r.number as version', 'r.label', 'r.program_hash')
    .first()
  return offer ?? null
}

/** Rates the facts of a quote's newest version anew, by the rates that are in force on their date today. */
export async function rerateQuote(
  id: string,
  reason: string | null,
  by: Mover
): Promise<MoveResult<Revised, RatingFailure>> {
  const newest = await QuoteVersion.query().where('quoteId', id).orderBy('number', 'desc').first()
  if (!newest) return { ok: false, error: { type: 'no_such_quote' } }
  const { facts, transaction } = newest
  return reviseQuote(id, { facts, transaction, reason }, by)
}
