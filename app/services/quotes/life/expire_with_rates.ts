import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type PlanVersion from '#models/plan_version'

/**
 * Lets every open quote that begins under new rates end the day before they come into force, unless
 * it ends sooner; in the transaction that publishes them.
 */
export async function expireWithRates(
  version: Pick<PlanVersion, 'planId' | 'newBusinessRange' | 'renewalRange'>,
  transaction: TransactionClientContract
): Promise<void> {
  await transaction.rawQuery(
    `update quotes set expires_on = last.day, expiry_reason = 'rates_change'
     from (
       select q.id, lower(case v.transaction
           when 'renewal' then :renewal::daterange else :newBusiness::daterange
         end) - 1 as day, v.effective_on
       from quotes q
       join lateral (
         select * from quote_versions where quote_id = q.id order by number desc limit 1
       ) v on true
       where q.plan_id = :plan and q.status in ('quoted', 'referred', 'approved')
     ) last
     where last.id = quotes.id and last.effective_on > last.day
       and (quotes.expires_on is null or quotes.expires_on > last.day)`,
    {
      plan: version.planId,
      newBusiness: version.newBusinessRange,
      renewal: version.renewalRange,
    }
  )
}
