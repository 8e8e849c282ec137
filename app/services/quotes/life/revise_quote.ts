import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#services/plans/find_plan_in_force'
import { quoteKeyOf } from '#services/privacy/open_facts'
import type { CreatedQuote } from '../create_quote.ts'
import { keepAssumptions } from '../drafts/keep_assumptions.ts'
import { rateAsAsked, type Assumption, type Rating } from '../rate_as_asked.ts'
import type { RatingFailure } from '../rate_facts.ts'
import {
  INDEX_PRIVATE_VALUES,
  momentText,
  VERSION_COLUMNS,
  VERSION_VALUES,
  versionContent,
} from '../version_content.ts'
import { expiryOf, reportsOrderedOn, todayIn } from './expiry.ts'
import { moveQuote, type Mover, type MoveResult } from './move_quote.ts'
import type { LockedQuote } from './quote_under_lock.ts'
import { statusOfDecision } from './moves.ts'

/** A revised quote with the rating of its new version. */
export interface Revised extends CreatedQuote {
  readonly rating: Rating
  readonly assumed: readonly Assumption[]
}

/** What is new of a quote. */
export interface RevisionOfQuote {
  readonly facts: unknown
  readonly transaction: Transaction
  readonly reason: string | null
  /** Whether what is missing is taken from the stated assumptions. */
  readonly assume?: boolean
}

const APPEND = `
  with hashes as (
    ${INDEX_PRIVATE_VALUES} cross join (select cast(:quoteId as bigint) as id) quote
    on conflict do nothing
  )
  insert into quote_versions (quote_id, number, ${VERSION_COLUMNS})
  select :quoteId, coalesce(max(number), 0) + 1, ${VERSION_VALUES}
  from quote_versions where quote_id = :quoteId
  returning number, recorded_at as "recordedAt"`

/**
 * Rates new facts and appends them as the newest version of a quote, by the rates that are in force
 * on their date today. The rating comes before the lock, so that no one waits for it.
 */
export async function reviseQuote(
  id: string,
  change: RevisionOfQuote,
  by: Mover,
  within?: TransactionClientContract
): Promise<MoveResult<Revised, RatingFailure>> {
  const plan = await (within ?? db)
    .from('quotes')
    .join('plans', 'plans.id', 'quotes.plan_id')
    .where('quotes.id', id)
    .select('plans.name')
    .first()
  if (!plan) return { ok: false, error: { type: 'no_such_quote' } }
  const { transaction: clock, reason } = change
  const { facts, assume = false } = change
  const rated = await rateAsAsked({ plan: plan.name, transaction: clock, facts, assume })
  if (!rated.ok) return rated
  const { rating, assumed } = rated
  const { decision, effectiveOn } = rating.rated.summary
  const revise = async (quote: LockedQuote, client: TransactionClientContract) => {
    const key = await quoteKeyOf(quote.id, client)
    if (!key) throw new Error(`Quote ${quote.id} has no key`)
    const { rows } = await client.rawQuery(APPEND, {
      quoteId: quote.id,
      ...versionContent(rating, key),
      userId: by.userId,
      requestId: by.requestId,
      at: momentText(by.at),
    })
    const { number, recordedAt } = rows[0]
    await keepAssumptions({ quoteId: quote.id, number, assumed }, client)
    if (quote.status === 'draft') {
      await client.from('quote_drafts').where('quote_id', quote.id).delete()
    }
    const expiry = expiryOf({
      ratedOn: todayIn(quote.timeZone, by.at),
      effectiveOn,
      reportsOrderedOn: reportsOrderedOn(rating.facts),
    })
    const status = statusOfDecision(decision)
    const lockVersion = quote.lockVersion + 1
    const stored = { id: quote.id, version: number, status, expiry, lockVersion, recordedAt }
    return { to: status, value: { ...stored, rating, assumed }, expiry }
  }
  return moveQuote(id, { move: 'revise', reason }, by, revise, within)
}
