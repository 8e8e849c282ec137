import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { asPrepared } from '#services/as_prepared'
import { asBytea } from '#services/privacy/seal_facts'
import { soughtHashes } from '#services/privacy/search_hashes'
import type { QuoteStatus } from './life/moves.ts'
import { newestVersions } from './quote_summary.ts'
import type { QuoteSummary } from './quote_summary.ts'

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
 * The name of the query where no filter but the search is set: those are asked for most, and the few names of
 * them leave room in a connection. What other filters leave depends on their values, which a prepared plan can't see.
 */
function nameOf(
  { search: sought, ...filters }: QuoteFilter,
  before: string | undefined
): string | undefined {
  if (Object.values(filters).some((value) => value !== undefined)) return undefined
  return `list_quotes${sought === undefined ? '' : ' searched'}${before === undefined ? '' : ' below'}`
}

/** The query behind a page; each filter that it may have is answered from an index. */
export function quotesQuery(
  client: QueryClientContract,
  filter: QuoteFilter,
  before: string | undefined,
  limit: number
) {
  const query = newestVersions(client).orderBy('q.id', 'desc').limit(limit)
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
  if (filter.search !== undefined) search(query, filter.search)
  return query
}

/** Quotes that hold the value, or all of its words; found by keyed hashes, since what is private is sealed. */
function search(query: ReturnType<typeof newestVersions>, text: string): void {
  const sought = soughtHashes(text)
  query.whereRaw(
    `q.id in (
       select quote_id from quote_search_hashes where hash = cast(? as bytea)
       union all
       (select quote_id from quote_search_hashes where hash = any(cast(? as bytea[]))
        group by quote_id having count(*) = ?)
       union all
       select quote_id from policies where number = ?
       union all
       select cast(? as bigint)
     )`,
    [
      sought ? asBytea(sought.whole) : '',
      sought ? `{${sought.words.map((word) => `"\\${asBytea(word)}"`).join(',')}}` : '{}',
      sought?.words.length ?? 0,
      text.trim().toUpperCase(),
      /^\d{1,18}$/.test(text.trim()) ? text.trim() : '0',
    ]
  )
}
