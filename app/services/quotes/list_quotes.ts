import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import db from '@adonisjs/lucid/services/db'
import { asPrepared } from '#services/as_prepared'
import type { QuoteStatus } from './life/moves.ts'
import { newestVersions } from './quote_summary.ts'
import type { QuoteSummary } from './quote_summary.ts'
import { searchQueries } from './search_quotes.ts'

/** Which quotes to list; undefined for whatever. */
export interface QuoteFilter {
  readonly statuses: readonly QuoteStatus[] | undefined
  readonly state: string | undefined
  readonly plan: string | undefined
  /** First and last day on which cover begins, YYYY-MM-DD. */
  readonly effectiveFrom: string | undefined
  readonly effectiveTo: string | undefined
  /** First and last day, in UTC, on which the quote was made. */
  readonly createdFrom: string | undefined
  readonly createdTo: string | undefined
  /** A name, a VIN, a ZIP, or the number of a quote or policy. */
  readonly search: string | undefined
}

/** One page of quotes, newest first, and the id to continue below; null at the end. */
export interface QuotePage {
  readonly quotes: readonly QuoteSummary[]
  readonly next: string | null
}

/** Quotes with an id below `before`, or the newest of all. */
export async function listQuotes(
  filter: QuoteFilter,
  before: string | undefined,
  limit: number
): Promise<QuotePage> {
  const query = quotesQuery(db.connection(), filter, before, limit + 1)
  const name = nameOf(filter, before)
  const rows = await (name === undefined ? query : asPrepared(name, query))
  const quotes = rows.slice(0, limit)
  return { quotes, next: rows.length > limit ? (quotes.at(-1)?.id ?? null) : null }
}

/**
 * The name of the query where no filter is set: those are asked for most. What others leave depends on their values,
 * which a prepared plan can't see.
 */
function nameOf(filter: QuoteFilter, before: string | undefined): string | undefined {
  if (Object.values(filter).some((value) => value !== undefined)) return undefined
  return `list_quotes${before === undefined ? '' : ' below'}`
}

/** The query behind a page; each filter that it may have is answered from an index. */
export function quotesQuery(
  client: QueryClientContract,
  filter: QuoteFilter,
  before: string | undefined,
  limit: number
) {
  const query = newestVersions(client).orderBy('q.id', 'desc').limit(limit)
  if (filter.search === undefined) return narrow(query, filter, before)
  // Each way of finding gives its newest, so that only as many quotes as a page has are read whole.
  const [first, ...others] = searchQueries(client, filter.search).map((found) =>
    narrow(found, filter, before)
      .where('q.status', '<>', 'draft')
      .orderBy('q.id', 'desc')
      .limit(limit)
      .select('q.id')
  )
  if (!first) return query.whereRaw('false')
  return query.whereIn('q.id', (ids) =>
    ids.select('id').from(first.as('newest')).unionAll(others, true)
  )
}

/** The query, of quotes as `q`, for those alone that the filter lets through, whatever they are searched for. */
function narrow<Query extends DatabaseQueryBuilderContract<unknown>>(
  query: Query,
  filter: QuoteFilter,
  before: string | undefined
): Query {
  if (before !== undefined) query.where('q.id', '<', before)
  if (filter.statuses) query.whereIn('q.status', [...filter.statuses])
  for (const column of ['state', 'plan'] as const) {
    const value = filter[column]
    if (value === undefined) continue
    const name = column === 'plan' ? 'name' : 'state'
    query.whereIn('q.plan_id', (plans) => plans.from('plans').where(name, value).select('id'))
  }
  if (filter.effectiveFrom) query.where('q.effective_on', '>=', filter.effectiveFrom)
  if (filter.effectiveTo) query.where('q.effective_on', '<=', filter.effectiveTo)
  if (filter.createdFrom) query.where('q.created_at', '>=', `${filter.createdFrom}T00:00:00Z`)
  if (filter.createdTo) {
    query.whereRaw(`q.created_at < cast(? as timestamptz) + interval '1 day'`, [
      `${filter.createdTo}T00:00:00Z`,
    ])
  }
  return query
}
