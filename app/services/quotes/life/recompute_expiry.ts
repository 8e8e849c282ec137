import { randomUUID } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { announceLiveEvents } from '#live/announce_live_events'

/**
 * What else ends a quote (`own`) against the rates: where a program other than its own covers its date
 * now, it holds until the day before those rates begin; where they have begun, until yesterday. The day that
 * an administrator set stays.
 */
const RECOMPUTE = `
  with open as (
    select q.id, coalesce(q.own_expires_on, v.effective_on) as own_on,
      coalesce(q.own_expiry_reason, 'effective_date') as own_reason,
      case when r.program_hash <> v.program_hash then greatest(
        lower(case v.transaction when 'renewal' then r.renewal_range else r.new_business_range end),
        (now() at time zone p.time_zone)::date
      ) - 1 end as rates_on
    from quotes q
    join plans p on p.id = q.plan_id
    join lateral (
      select * from quote_versions where quote_id = q.id order by number desc limit 1
    ) v on true
    left join plan_versions r on r.plan_id = q.plan_id and r.status = 'published' and
      case v.transaction when 'renewal' then r.renewal_range else r.new_business_range end
        @> v.effective_on
    where q.plan_id = :planId and q.status in ('quoted', 'referred', 'approved')
      and q.expiry_reason is distinct from 'extended'
  ), due as (
    select id, least(own_on, rates_on) as day,
      case when rates_on < own_on then 'rates_change' else own_reason end as reason
    from open
  ), changed as (
    update quotes set expires_on = due.day, expiry_reason = due.reason,
      lock_version = quotes.lock_version + 1
    from due
    where due.id = quotes.id
      and (quotes.expires_on is distinct from due.day
        or quotes.expiry_reason is distinct from due.reason)
      and not (quotes.expiry_reason = 'rates_change' and due.reason = 'rates_change'
        and quotes.expires_on <= due.day and due.day < current_date)
    returning quotes.id, quotes.status, quotes.lock_version, quotes.expires_on,
      quotes.expiry_reason
  ), journal as (
    insert into quote_events
      (quote_id, number, kind, from_status, to_status, reason, request_id)
    select id, lock_version, 'new_rates', status, status,
      'It holds until ' || expires_on || ' now.', :requestId
    from changed
  ), event as (
    insert into live_events (channel, payload)
    select 'quotes', json_build_object('type', 'quote_expiry', 'id', cast(id as text),
      'expires_on', expires_on, 'reason', expiry_reason, 'revision', lock_version)
    from changed
  )
  select count(*)::int as count from changed`

/**
 * Works out anew how long each open quote of a plan holds, after the plan's versions changed, and says
 * so in its journal and to the listeners; resolves to how many changed. Runs in the caller's transaction.
 */
export async function recomputeExpiry(
  planId: number,
  transaction: TransactionClientContract
): Promise<number> {
  const { rows } = await transaction.rawQuery(RECOMPUTE, {
    planId,
    requestId: `rates-${randomUUID()}`,
  })
  transaction.after('commit', announceLiveEvents)
  return rows[0].count
}

/** A quote that was rated while new rates were published is stored after them, and is found here. */
const LOOK_BACK = '10 minutes'

/** Does so for each plan whose versions changed within the last ten minutes. */
export async function recomputeAfterChanges(): Promise<void> {
  const plans = await db
    .from('plan_versions as v')
    .join('plan_events as e', 'e.plan_version_id', 'v.id')
    .where('v.status', 'published')
    .whereRaw(`e.recorded_at > now() - interval '${LOOK_BACK}'`)
    .distinct('v.plan_id')
  for (const { plan_id: planId } of plans) {
    await db.transaction((transaction) => recomputeExpiry(planId, transaction))
  }
}
