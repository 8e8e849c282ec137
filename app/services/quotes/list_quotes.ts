import db from '@adonisjs/lucid/services/db'
import { newestVersions } from './quote_summary.ts'
import type { QuoteSummary } from './quote_summary.ts'

/** One page of quotes, newest first, and the id to continue below; null at the end. */
export interface QuotePage {
  readonly quotes: readonly QuoteSummary[]
  readonly next: string | null
}

/** Quotes with an id below `before`, or the newest of all. */
export async function listQuotes(before: string | undefined, limit: number): Promise<QuotePage> {
  const query = newestVersions(db.connection())
    .orderBy('q.id', 'desc')
    .limit(limit + 1)
  const rows = await (before === undefined ? query : query.where('q.id', '<', before))
  const quotes = rows.slice(0, limit)
  return { quotes, next: rows.length > limit ? (quotes.at(-1)?.id ?? null) : null }
}
