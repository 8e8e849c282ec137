import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { announceLiveEvents } from '#live/announce_live_events'
import { premiumsOf } from './coverage_premiums.ts'
import type { Rating } from './rate_facts.ts'
import { hashWorksheet } from './worksheet_hash.ts'

/** Who asked, and in which request: kept with the version for good. */
export interface Author {
  readonly userId: number
  readonly requestId: string
}

export interface CreatedQuote {
  readonly id: string
  readonly version: number
}

/** Quote, version and event in one statement: one round trip, and all of it or nothing. */
const INSERT = `
  with quote as (
    insert into quotes (plan_id, created_by, created_at) values (:planId, :userId, now())
    returning id
  ), version as (
    insert into quote_versions (
      quote_id, number, plan_version_id, transaction, effective_on, facts, program_hash, premiums,
      worksheet_hash, decision, currency, premium, fee_total, total, actor_id, request_id, recorded_at
    )
    select id, 1, :planVersionId, :transaction, :effectiveOn, :facts, :programHash, :premiums,
      :worksheetHash, :decision, :currency, :premium, :feeTotal, :total, :userId, :requestId, now()
    from quote
  ), event as (
    insert into live_events (channel, payload)
    select 'quotes', json_build_object('type', 'quote_rated', 'id', cast(id as text), 'version', 1) from quote
  )
  select id from quote`

/** Stores a rating as the first version of a new quote, and tells the listeners once it is stored. */
export async function createQuote(
  rating: Rating,
  author: Author,
  transaction?: TransactionClientContract
): Promise<CreatedQuote> {
  const { rows } = await (transaction ?? db).rawQuery(INSERT, { ...contentOf(rating), ...author })
  if (transaction) transaction.after('commit', announceLiveEvents)
  else announceLiveEvents()
  return { id: rows[0].id, version: 1 }
}

function contentOf({ version, transaction, facts, worksheet }: Rating) {
  return {
    planId: version.planId,
    planVersionId: version.id,
    transaction,
    effectiveOn: worksheet.effectiveOn,
    facts: JSON.stringify(facts),
    programHash: version.programHash,
    premiums: JSON.stringify(premiumsOf(worksheet)),
    worksheetHash: hashWorksheet(worksheet),
    decision: worksheet.decision,
    currency: worksheet.currency,
    premium: worksheet.premium,
    feeTotal: worksheet.feeTotal,
    total: worksheet.total,
  }
}
