import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { QuoteStatus } from './moves.ts'

/** A quote that nobody else can move until the transaction ends. */
export interface LockedQuote {
  readonly id: string
  readonly planId: number
  readonly planName: string
  readonly state: string
  readonly timeZone: string
  readonly status: QuoteStatus
  readonly lockVersion: number
  readonly expiresOn: string | null
  readonly expiryReason: string | null
  /** Its private values are gone: nothing happens to it any more. */
  readonly isErased: boolean
  /** Why it must not be erased; null where it may be. */
  readonly legalHold: string | null
}

/** Locks a quote for the rest of the transaction; undefined when there is none. */
export async function lockQuote(
  id: string,
  transaction: TransactionClientContract
): Promise<LockedQuote | undefined> {
  const row = await transaction
    .from('quotes')
    .join('plans', 'plans.id', 'quotes.plan_id')
    .where('quotes.id', id)
    .select(
      'quotes.id',
      'quotes.plan_id as planId',
      'plans.name as planName',
      'plans.state',
      'plans.time_zone as timeZone',
      'quotes.status',
      'quotes.lock_version as lockVersion',
      'quotes.expiry_reason as expiryReason',
      'quotes.legal_hold as legalHold',
      transaction.raw('(quotes.erased_at is not null) as "isErased"'),
      transaction.raw('quotes.expires_on::text as "expiresOn"')
    )
    .forUpdate('quotes')
    .first()
  return row ?? undefined
}
