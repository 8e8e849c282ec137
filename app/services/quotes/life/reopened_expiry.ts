import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type QuoteVersion from '#models/quote_version'
import { expiryOf, reportsOrderedOn, todayIn, type Expiry } from './expiry.ts'
import type { LockedQuote } from './quote_under_lock.ts'

/** How long a quote holds that is taken up again. */
export interface ReopenedExpiry {
  readonly expiry: Expiry
  /** How long it would hold if no other rates came. */
  readonly ownExpiry: Expiry
  /** Whether that day is over: its price can't be had any more. */
  readonly isOver: boolean
}

/**
 * How long a quote holds that is taken up again: until its own day where that is still to come, else as if it were
 * rated today by the same reports. It ends before other rates cover its date, but for a day that an administrator set.
 */
export async function reopenedExpiry(
  quote: LockedQuote,
  version: QuoteVersion,
  transaction: TransactionClientContract,
  at?: Date
): Promise<ReopenedExpiry> {
  const today = todayIn(quote.timeZone, at)
  const { effectiveOn } = version
  const kept = await ownExpiryOf(quote.id, transaction)
  const ratedOn = todayIn(quote.timeZone, version.recordedAt.toJSDate())
  const ordered = reportsOrderedOn(version.facts) ?? ratedOn
  const ownExpiry =
    kept && kept.on >= today
      ? kept
      : expiryOf({ ratedOn: today, effectiveOn, reportsOrderedOn: ordered })
  const last = await lastDayOfItsRates(quote.planId, version, today, transaction)
  const endsEarlier = ownExpiry.reason !== 'extended' && last !== undefined && last < ownExpiry.on
  const expiry: Expiry = endsEarlier ? { on: last, reason: 'rates_change' } : ownExpiry
  return { expiry, ownExpiry, isOver: expiry.on < today }
}

async function ownExpiryOf(
  id: string,
  transaction: TransactionClientContract
): Promise<Expiry | undefined> {
  const row = await transaction
    .from('quotes')
    .where('id', id)
    .whereNotNull('own_expires_on')
    .select(transaction.raw('own_expires_on::text as "on"'), 'own_expiry_reason as reason')
    .first()
  return row ?? undefined
}

/** The day before other rates cover its date; where they do so already, yesterday; undefined without any. */
async function lastDayOfItsRates(
  planId: number,
  { transaction: clock, programHash, effectiveOn }: QuoteVersion,
  today: string,
  transaction: TransactionClientContract
): Promise<string | undefined> {
  const range = clock === 'renewal' ? 'renewal_range' : 'new_business_range'
  const { rows } = await transaction.rawQuery(
    `select (greatest(lower(${range}), cast(:today as date)) - 1)::text as last from plan_versions
     where plan_id = :planId and status = 'published' and program_hash <> :programHash
       and ${range} @> cast(:effectiveOn as date)`,
    { planId, programHash, effectiveOn, today }
  )
  return rows[0]?.last
}
