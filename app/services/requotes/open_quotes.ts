import db from '@adonisjs/lucid/services/db'

/**
 * What a bulk re-quote takes in, as SQL over `quotes q` with its newest version `v` and its plan `p`: open quotes,
 * and those that new rates ended before their cover begins.
 */
export const TAKEN_IN = `(q.status in ('quoted', 'referred', 'approved') or (
  q.status = 'expired' and q.expiry_reason = 'rates_change'
  and v.effective_on >= (now() at time zone p.time_zone)::date))`

/** The quotes of a plan with their newest versions, as SQL that a condition follows. */
export const QUOTES_OF_PLAN = `from quotes q
  join lateral (
    select total, effective_on from quote_versions
    where quote_id = q.id order by number desc limit 1
  ) v on true
  join plans p on p.id = q.plan_id`

/** How many quotes a bulk re-quote of the plan would take in now. */
export async function countTakenIn(plan: string): Promise<number> {
  const { rows } = await db.rawQuery(
    `select count(*)::int as count ${QUOTES_OF_PLAN} where p.name = ? and ${TAKEN_IN}`,
    [plan]
  )
  return rows[0].count
}
