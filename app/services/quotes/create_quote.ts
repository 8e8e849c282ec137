import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { asPrepared } from '#services/as_prepared'
import { announceLiveEvents } from '#live/announce_live_events'
import { newQuoteKey } from '#services/privacy/quote_key'
import { expiryOf, reportsOrderedOn, todayIn, type Expiry } from './life/expiry.ts'
import { statusOfDecision, type QuoteStatus } from './life/moves.ts'
import type { Rating } from './rate_facts.ts'
import {
  INDEX_PRIVATE_VALUES,
  MOMENT,
  momentText,
  VERSION_COLUMNS,
  VERSION_VALUES,
  versionContent,
} from './version_content.ts'

/** Who asked, in which request and when: kept with the version for good. */
export interface Author {
  readonly userId: number
  readonly requestId: string
  /** Now where it is left out; what happened before it is stored names its own moment. */
  readonly at?: Date
}

/** A version that was just stored, and where its quote stands with it. */
export interface CreatedQuote {
  readonly id: string
  readonly version: number
  readonly status: QuoteStatus
  readonly expiry: Expiry
  /** What `If-Match` is held against. */
  readonly lockVersion: number
  readonly recordedAt: Date
}

/** Quote, version, journal and event in one statement: one round trip, and all of it or nothing. */
const INSERT = `
  with quote as (
    insert into quotes (plan_id, created_by, created_at, status, expires_on, expiry_reason,
      own_expires_on, own_expiry_reason, effective_on, data_key)
    values (:planId, :userId, ${MOMENT}, :status, :expiresOn, :expiryReason, :expiresOn, :expiryReason,
      :effectiveOn, :wrappedKey)
    returning id
  ), version as (
    insert into quote_versions (quote_id, number, ${VERSION_COLUMNS})
    select id, 1, ${VERSION_VALUES}
    from quote
  ), hashes as (
    ${INDEX_PRIVATE_VALUES} cross join quote
  ), journal as (
    insert into quote_events
      (quote_id, number, kind, to_status, actor_id, request_id, recorded_at)
    select id, 1, 'create', :status, :userId, :requestId, ${MOMENT} from quote
  ), event as (
    insert into live_events (channel, payload, recorded_at)
    select 'quotes', json_build_object('type', 'quote_rated', 'id', cast(id as text), 'version', 1),
      ${MOMENT} from quote
  )
  select id, ${MOMENT} as "recordedAt" from quote`

/** Stores a rating as the first version of a new quote, and tells the listeners once it is stored. */
export async function createQuote(
  rating: Rating,
  author: Author,
  transaction?: TransactionClientContract
): Promise<CreatedQuote> {
  const { version, worksheet } = rating
  const expiry = expiryOf({
    ratedOn: todayIn(version.timeZone, author.at),
    effectiveOn: worksheet.effectiveOn,
    reportsOrderedOn: reportsOrderedOn(rating.facts),
  })
  const { key, wrapped } = newQuoteKey()
  const status = statusOfDecision(worksheet.decision)
  const query = (transaction ?? db).rawQuery(INSERT, {
    planId: version.planId,
    status,
    expiresOn: expiry.on,
    expiryReason: expiry.reason,
    wrappedKey: wrapped,
    ...versionContent(rating, key),
    userId: author.userId,
    requestId: author.requestId,
    at: momentText(author.at),
  })
  const { rows } = await asPrepared('create_quote', query)
  if (transaction) transaction.after('commit', announceLiveEvents)
  else announceLiveEvents()
  const { id, recordedAt } = rows[0]
  return { id, version: 1, status, expiry, lockVersion: 1, recordedAt }
}
