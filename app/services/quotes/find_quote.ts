import db from '@adonisjs/lucid/services/db'
import { newestVersions } from './quote_summary.ts'
import type { QuoteSummary } from './quote_summary.ts'

/** One version in the history of a quote. */
export interface QuoteHistoryEntry {
  readonly number: number
  readonly total: string
  readonly decision: string
  readonly recorded_at: Date
}

/** A quote with the list of its versions, newest first; undefined when there is none. */
export async function findQuote(
  id: string
): Promise<
  { readonly quote: QuoteSummary; readonly history: readonly QuoteHistoryEntry[] } | undefined
> {
  const quote = await newestVersions(db.connection()).where('q.id', id).first()
  if (!quote) return undefined
  const history = await db
    .from('quote_versions')
    .where('quote_id', id)
    .orderBy('number', 'desc')
    .select('number', 'total', 'decision', 'recorded_at')
  return { quote, history }
}
