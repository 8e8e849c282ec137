import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import db from '@adonisjs/lucid/services/db'

/** A bulk re-quote and what it came to so far; amounts are exact text, sums over what was rated. */
export interface RequoteSummary {
  readonly id: string
  readonly plan: string
  readonly apply: boolean
  readonly status: 'running' | 'finished' | 'cancelled'
  readonly reason: string | null
  readonly size: number
  readonly rated: number
  readonly refused: number
  readonly raised: number
  readonly lowered: number
  readonly before: string
  readonly after: string
  readonly created_by: string
  readonly created_at: Date
  readonly ended_at: Date | null
}

/** What became of one quote in a bulk re-quote. */
export interface RequoteItem {
  readonly quote_id: string
  readonly status: 'waiting' | 'rated' | 'refused'
  readonly before: string
  readonly after: string | null
  readonly version: number | null
  readonly detail: string | null
}

/** One bulk re-quote; undefined where there is none. */
export async function findRequote(id: string): Promise<RequoteSummary | undefined> {
  return (await summaries().where('r.id', id).first()) ?? undefined
}

/** The newest twenty of a plan. */
export function listRequotes(plan: string): Promise<readonly RequoteSummary[]> {
  return summaries().where('p.name', plan).orderBy('r.id', 'desc').limit(20)
}

/** A page of what became of its quotes, and the quote to continue after; null at the end. */
export async function listRequoteItems(
  id: string,
  after: string | undefined,
  limit: number
): Promise<{ readonly items: readonly RequoteItem[]; readonly next: string | null }> {
  const query = db
    .from('requote_items')
    .where('requote_id', id)
    .orderBy('quote_id')
    .limit(limit + 1)
    .select('quote_id', 'status', 'before', 'after', 'version', 'detail')
  const rows = await (after === undefined ? query : query.where('quote_id', '>', after))
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? (items.at(-1)?.quote_id ?? null) : null }
}

function summaries(): DatabaseQueryBuilderContract<RequoteSummary> {
  return db
    .from('requotes as r')
    .join('plans as p', 'p.id', 'r.plan_id')
    .join('users as u', 'u.id', 'r.created_by')
    .joinRaw(
      `cross join lateral (
         select count(*) filter (where status = 'rated')::int as rated,
           count(*) filter (where status = 'refused')::int as refused,
           count(*) filter (where after > before)::int as raised,
           count(*) filter (where after < before)::int as lowered,
           coalesce(sum(before) filter (where status = 'rated'), 0.00)::text as before,
           coalesce(sum(after) filter (where status = 'rated'), 0.00)::text as after
         from requote_items where requote_id = r.id
       ) i`
    )
    .select('r.id', 'p.name as plan', 'r.apply', 'r.status', 'r.reason', 'r.size')
    .select('i.rated', 'i.refused', 'i.raised', 'i.lowered', 'i.before', 'i.after')
    .select('u.full_name as created_by', 'r.created_at', 'r.ended_at')
}
