import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { recomputeExpiry } from '#services/quotes/life/recompute_expiry'

/** The first days of a version on the two clocks. */
export interface FirstDays {
  readonly newBusiness: string
  readonly renewals: string
}

const CLOCKS = [
  { range: 'new_business_range', from: 'new_business_from', first: 'newBusiness' },
  { range: 'renewal_range', from: 'renewals_from', first: 'renewals' },
] as const

/**
 * Puts a version that is not published yet into force from its first days on: what was in force there
 * ends where it begins, and it ends where the next published version begins. What it is to replace
 * (`instead`: ids of published versions) gives up every day that it would have had from then on. Open
 * quotes are told how long they hold now. Runs in the caller's transaction, under the plan's lock.
 */
export async function putInForce(
  version: { readonly id: number; readonly planId: number },
  firstDays: FirstDays,
  transaction: TransactionClientContract,
  instead: readonly number[] = []
): Promise<void> {
  for (const { range, from, first } of CLOCKS) {
    const day = firstDays[first]
    await transaction
      .from('plan_versions')
      .whereIn('id', [...instead])
      .whereRaw('lower(??) >= ?::date', [range, day])
      .update({ [range]: 'empty' })
    await transaction.rawQuery(
      `update plan_versions set ?? = daterange(lower(??), ?::date)
       where plan_id = ? and status = 'published' and ?? @> ?::date`,
      [range, range, day, version.planId, range, day]
    )
    await transaction.rawQuery(
      `update plan_versions set ?? = ?::date, ?? = daterange(?::date, (
         select min(lower(n.??)) from plan_versions n
         where n.plan_id = ? and n.status = 'published' and lower(n.??) > ?::date))
       where id = ?`,
      [from, day, range, day, range, version.planId, range, day, version.id]
    )
  }
  await transaction
    .from('plan_versions')
    .where('id', version.id)
    .update({ status: 'published', published_at: transaction.raw('now()') })
  await recomputeExpiry(version.planId, transaction)
}

/** Takes a version out of force that never was: its days go to the version before it. */
export async function takeOutOfForce(
  version: { readonly id: number; readonly planId: number },
  transaction: TransactionClientContract
): Promise<void> {
  for (const { range } of CLOCKS) {
    const { rows } = await transaction.rawQuery(
      `with gone as (select lower(??) as first, upper(??) as after from plan_versions where id = ?),
       emptied as (update plan_versions set ?? = 'empty' where id = ?)
       select first::text, after::text from gone`,
      [range, range, version.id, range, version.id]
    )
    const { first, after } = rows[0]
    await transaction.rawQuery(
      `update plan_versions set ?? = daterange(lower(??), ?::date)
       where plan_id = ? and status = 'published' and upper(??) = ?::date`,
      [range, range, after, version.planId, range, first]
    )
  }
  await recomputeExpiry(version.planId, transaction)
}
