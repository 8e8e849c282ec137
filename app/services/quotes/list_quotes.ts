import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import db from '@adonisjs/lucid/services/db'
import { asPrepared } from '#services/as_prepared'
import type { QuoteStatus } from './life/moves.ts'
import { newestVersions } from './quote_summary.ts'
import type { QuoteSummary } from './quote_summary.ts'
import { searchFor, type IdQuery } from './search_quotes.ts'

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
  const query = quotesQuery(filter, await plansOf(filter), before, limit + 1)
  const name = nameOf(filter, before)
  const rows = await (name === undefined ? query : asPrepared(name, query))
  const quotes = rows.slice(0, limit)
  return { quotes, next: rows.length > limit ? (quotes.at(-1)?.id ?? null) : null }
}

/**
 * The name of the query where no filter but the search is set: those are asked for most, and the few names of
 * them leave room in a connection. What other filters leave depends on their values, which a prepared plan can't see.
 */
function nameOf(
  { search, ...filters }: QuoteFilter,
  before: string | undefined
): string | undefined {
  if (Object.values(filters).some((value) => value !== undefined)) return undefined
  const searched = search === undefined ? '' : ` by ${searchFor(search).name}`
  return `list_quotes${searched}${before === undefined ? '' : ' below'}`
}

/** The query behind a page; each filter that it may have is answered from an index. */
function quotesQuery(
  filter: QuoteFilter,
  plans: readonly number[] | undefined,
  before: string | undefined,
  limit: number
) {
  const client = db.connection()
  const query = newestFirst(newestVersions(client), filter).limit(limit)
  if (Object.values(filter).every((value) => value === undefined)) {
    return before === undefined ? query : query.where('q.id', '<', before)
  }
  const all: IdQuery = client.from('quotes as q')
  const ways = filter.search === undefined ? [all] : searchFor(filter.search).queries(client)
  // Each way of finding gives its newest, so that only as many quotes as a page has are read whole.
  const [first, ...others] = ways.map((found) =>
    newestFirst(narrow(found, filter, plans, before), filter)
      .where('q.status', '<>', 'draft')
      .limit(limit)
      .select('q.id')
  )
  if (!first) return query.whereRaw('false')
  return query.whereIn('q.id', (ids) =>
    ids.select('id').from(first.as('newest')).unionAll(others, true)
  )
}

type Quotes = DatabaseQueryBuilderContract<unknown>

/** The query in the order of a page: of what was made in some days an index by moment gives both, and else ids do. */
function newestFirst<Query extends Quotes>(query: Query, filter: QuoteFilter): Query {
  if (isByMoment(filter)) query.orderBy('q.created_at', 'desc')
  query.orderBy('q.id', 'desc')
  return query
}

function isByMoment({ createdFrom, createdTo }: QuoteFilter): boolean {
  return createdFrom !== undefined || createdTo !== undefined
}

/** The query, of quotes as `q`, for those alone that the filter lets through, whatever they are searched for. */
function narrow<Query extends Quotes>(
  query: Query,
  filter: QuoteFilter,
  plans: readonly number[] | undefined,
  before: string | undefined
): Query {
  if (before !== undefined && isByMoment(filter)) {
    query.whereRaw(
      '(q.created_at, q.id) < ((select created_at from quotes where id = ?), cast(? as bigint))',
      [before, before]
    )
  } else if (before !== undefined) query.where('q.id', '<', before)
  if (filter.statuses) query.whereIn('q.status', [...filter.statuses])
  if (plans) query.whereIn('q.plan_id', [...plans])
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

/** The plans that the filter lets through; named by their ids, of which PostgreSQL knows how many quotes each has. */
async function plansOf({ plan, state }: QuoteFilter): Promise<readonly number[] | undefined> {
  if (plan === undefined && state === undefined) return undefined
  const query = db.from('plans').select('id')
  if (plan !== undefined) query.where('name', plan)
  if (state !== undefined) query.where('state', state)
  const rows = await query
  return rows.map(({ id }) => id)
}
