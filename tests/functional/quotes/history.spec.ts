import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { seedHistory } from '#database/history/seed_history'

const OURS = `select quote_id from quote_events where request_id like 'history-%' and kind = 'create'`

async function countBy(sql: string): Promise<Readonly<Record<string, number>>> {
  const { rows }: { rows: { name: string; count: number }[] } = await db.rawQuery(sql)
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]))
}

test.group('A year of history', (group) => {
  group.each.setup(() => testUtils.db().withGlobalTransaction())

  test('has 500 quotes in every status and 150 policies, each dated as it happened; again adds nothing', async ({
    assert,
  }) => {
    const now = new Date()
    assert.equal(await seedHistory(now), 500)
    assert.deepEqual(
      await countBy(`select status as name, count(*) from quotes where id in (${OURS}) group by 1`),
      {
        ...{ draft: 40, quoted: 60, referred: 25, approved: 20, declined: 45, bound: 150 },
        ...{ expired: 110, withdrawn: 50 },
      }
    )
    const states = await countBy(
      `select p.state as name, count(*) from quotes q join plans p on p.id = q.plan_id
       where q.id in (${OURS}) group by 1`
    )
    assert.containsSubset(Object.keys(states).sort(), ['CA', 'FL', 'MI', 'NY', 'PA', 'TX'])
    const wrong = await countBy(
      `with ours as (${OURS}), journal as (
         select e.*, lag(recorded_at) over (partition by quote_id order by number) as before,
           e.tableoid::regclass::text as partition
         from quote_events e where quote_id in (select quote_id from ours)
       )
       select 'policies' as name, count(*) from policies where quote_id in (select * from ours)
       union all select 'months', count(distinct partition) from journal
       union all select 'not in its month', count(*) from journal
         where partition not like '%' || to_char(recorded_at at time zone 'UTC', 'YYYYMM')
       union all select 'before what came before', count(*) from journal where recorded_at < before
       union all select 'in the future', count(*) from journal where recorded_at > now()
       union all select 'bound at another moment', count(*) from policies p
         join journal j on j.quote_id = p.quote_id and j.kind = 'bind' and j.recorded_at <> p.bound_at
       union all select 'bound after its last day', count(*) from policies p
         join quotes q on q.id = p.quote_id
         where q.id in (select * from ours) and p.bound_at::date > q.expires_on + 1
       union all select 'open beyond its last day', count(*) from quotes
         where id in (select * from ours) and status in ('quoted', 'referred', 'approved')
           and expires_on < current_date - 1
       union all select 'instalments that miss the total', count(*) from policy_versions v
         join policies p on p.id = v.policy_id and p.quote_id in (select * from ours)
         where v.total <> (select sum(amount) from instalments where policy_version_id = v.id)
       union all select 'versions of no plan version', count(*) from quote_versions v
         left join plan_versions r on r.id = v.plan_version_id
         where v.quote_id in (select * from ours) and r.id is null
       union all select 'hashes of no quote', count(*) from quote_search_hashes h
         left join quotes q on q.id = h.quote_id where q.id is null
       union all select 'mails', count(*) from notice_mails m
         join notices n on n.id = m.notice_id where n.quote_id in (select * from ours)`
    )
    const { policies, months, ...none } = wrong
    assert.equal(policies, 150)
    assert.isAtLeast(months ?? 0, 11)
    assert.deepEqual([...new Set(Object.values(none))], [0], JSON.stringify(none))
    assert.equal(await seedHistory(now), 0)
  }).timeout(300_000)
})
