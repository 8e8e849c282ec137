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

/** One thing that happened to a quote. */
export interface QuoteJournalEntry {
  readonly kind: string
  readonly from: string | null
  readonly to: string
  readonly reason: string | null
  /** Null where it was the calendar. */
  readonly actor: string | null
  readonly recorded_at: Date
}

export interface FoundQuote {
  readonly quote: QuoteSummary
  readonly history: readonly QuoteHistoryEntry[]
  readonly journal: readonly QuoteJournalEntry[]
  readonly elections: readonly { readonly rule: string; readonly recorded_at: Date }[]
  readonly policyNumber: string | null
  readonly erasedAt: Date | null
  readonly legalHold: string | null
}

/** A quote with its versions and journal, newest first; undefined when there is none. */
export async function findQuote(id: string): Promise<FoundQuote | undefined> {
  const quote = await newestVersions(db.connection()).where('q.id', id).first()
  if (!quote) return undefined
  const history = await db
    .from('quote_versions')
    .where('quote_id', id)
    .orderBy('number', 'desc')
    .select('number', 'total', 'decision', 'recorded_at')
  const journal = await db
    .from('quote_events as e')
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .where('e.quote_id', id)
    .orderBy('e.number', 'desc')
    .select('e.kind', 'e.from_status as from', 'e.to_status as to', 'e.reason')
    .select('u.full_name as actor', 'e.recorded_at')
  const elections = await db
    .from('quote_elections')
    .where('quote_id', id)
    .orderBy('id')
    .select('rule', 'recorded_at')
  const policy = await db.from('policies').where('quote_id', id).select('number').first()
  const { erasedAt, legalHold } = await db
    .from('quotes')
    .where('id', id)
    .select('erased_at as erasedAt', 'legal_hold as legalHold')
    .firstOrFail()
  const policyNumber = policy?.number ?? null
  return { quote, history, journal, elections, policyNumber, erasedAt, legalHold }
}
