import QuoteVersion from '#models/quote_version'
import { reworkVersion } from '#services/quotes/rework_worksheet'
import type { RatedRisk } from './price_options.ts'

export type NewestRisk =
  | { readonly ok: true; readonly plan: string; readonly risk: RatedRisk }
  | { readonly ok: false; readonly error: { readonly type: 'no_such_quote' | 'no_longer_rated' } }

/** The newest version of a quote, rated by its own program as it was shown. */
export async function newestRisk(quoteId: string): Promise<NewestRisk> {
  const version = await QuoteVersion.query()
    .where({ quoteId })
    .preload('planVersion', (query) => query.select('id', 'planId', 'programHash'))
    .orderBy('number', 'desc')
    .first()
  if (!version) return { ok: false, error: { type: 'no_such_quote' } }
  const reworked = await reworkVersion(version)
  if (!reworked) return { ok: false, error: { type: 'no_longer_rated' } }
  const plan = reworked.prepared.compiled.program.plan.name
  return { ok: true, plan, risk: reworked }
}
