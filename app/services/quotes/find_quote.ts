import db from '@adonisjs/lucid/services/db'
import { runPrepared } from '#services/run_prepared'
import { RERATE_OFFER, type RerateOffer } from './life/rerate_quote.ts'
import { QUOTE_PARTS, type QuotePart } from './quote_parts.ts'
import { newestVersions } from './quote_summary.ts'
import type { QuoteSummary } from './quote_summary.ts'

/** One version in the history of a quote. */
export interface QuoteHistoryEntry {
  readonly number: number
  readonly total: string
  readonly decision: string
  /** ISO 8601, in UTC. */
  readonly recorded_at: string
}

/** One thing that happened to a quote. */
export interface QuoteJournalEntry {
  readonly kind: string
  readonly from: string | null
  readonly to: string
  readonly reason: string | null
  /** Null where it was the calendar. */
  readonly actor: string | null
  /** ISO 8601, in UTC. */
  readonly recorded_at: string
}

export interface FoundQuote extends QuoteSummary {
  readonly policyNumber: string | null
  readonly erasedAt: Date | null
  readonly legalHold: string | null
  /** Newest first, as the journal is; each part is there where it was asked for. */
  readonly versions?: readonly QuoteHistoryEntry[]
  readonly journal?: readonly QuoteJournalEntry[]
  readonly elections?: readonly { readonly rule: string; readonly recorded_at: string }[]
  readonly rerate?: RerateOffer | null
}

/** A quote with the parts that are asked for, read by one statement; undefined when there is none. */
export async function findQuote(
  id: string,
  parts: ReadonlySet<QuotePart>
): Promise<FoundQuote | undefined> {
  const wanted = QUOTE_PARTS.filter((part) => parts.has(part))
  const name = `find_quote ${wanted.join(' ')}`
  const text = texts.get(name) ?? textWith(wanted)
  texts.set(name, text)
  const [found] = await runPrepared<FoundQuote>(name, text, [id])
  return found
}

/** The statements by their names, one for each choice of parts that was asked for. */
const texts = new Map<string, string>()

/** The statement that reads these parts; its one parameter is the id. */
function textWith(wanted: readonly QuotePart[]): string {
  return newestVersions(db.connection())
    .whereRaw('q.id = ?', [0])
    .select('q.erased_at as erasedAt', 'q.legal_hold as legalHold')
    .select(db.raw('(select number from policies where quote_id = q.id) as "policyNumber"'))
    .select(wanted.map((part) => db.raw(`(${PARTS[part]}) as ${part}`)))
    .toSQL()
    .toNative().sql
}

const MOMENT = `to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Each a subquery over `q`, the quote, and `v`, its newest version, that gives one JSON value. */
const PARTS: Readonly<Record<QuotePart, string>> = {
  versions: `
    select json_agg(json_build_object('number', number, 'total', cast(total as text), 'decision', decision,
      'recorded_at', ${MOMENT}) order by number desc)
    from quote_versions where quote_id = q.id`,
  journal: `
    select coalesce(json_agg(json_build_object('kind', kind, 'from', from_status, 'to', to_status,
      'reason', reason, 'actor', full_name, 'recorded_at', ${MOMENT}) order by number desc), '[]')
    from quote_events e left join users on users.id = e.actor_id where e.quote_id = q.id`,
  elections: `
    select coalesce(json_agg(json_build_object('rule', rule, 'recorded_at', ${MOMENT}) order by id), '[]')
    from quote_elections where quote_id = q.id`,
  rerate: RERATE_OFFER,
}
