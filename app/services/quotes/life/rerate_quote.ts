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

/**
 * A subquery over a quote `q` and its newest version `v` that gives the offer as JSON: other rates that are in
 * force for the date of a quote that is not settled; null where there are none.
 */
export const RERATE_OFFER = `
  select json_build_object('version', r.number, 'label', r.label, 'program_hash', r.program_hash)
  from plan_versions r
  where r.plan_id = q.plan_id and r.status = 'published' and r.program_hash <> v.program_hash
    and q.status in ('quoted', 'referred', 'approved', 'expired')
    and case v.transaction when 'renewal' then r.renewal_range else r.new_business_range end
      @> v.effective_on
  limit 1`

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
