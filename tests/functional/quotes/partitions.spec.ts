import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { createAgent } from '#tests/harness/agent'

const MONTH = '2031-05-01'

test.group('Partitions by month', () => {
  test('a month that is made late takes its rows, which stay as they were; the one that is over goes', async ({
    assert,
  }) => {
    const transaction = await db.transaction()
    try {
      await transaction.rawQuery(
        `insert into live_events (channel, payload, recorded_at)
         values ('quotes', '{"late":true}', '2031-05-20T12:00:00Z'),
           ('quotes', '{"late":false}', '2031-06-02T12:00:00Z')`
      )
      const placed = async () => {
        const { rows } = await transaction.rawQuery(
          `select id, tableoid::regclass::text as place from live_events
           where recorded_at >= '2031-05-01' order by id`
        )
        return rows
      }
      const [first, second] = await placed()
      assert.equal(first.place, 'partitions.live_events_other')
      const make = `select make_month_partitions('live_events', cast(? as date), 1)`
      await transaction.rawQuery(make, [MONTH])
      await transaction.rawQuery(make, [MONTH])
      assert.deepEqual(await placed(), [
        { id: first.id, place: 'partitions.live_events_203105' },
        { id: second.id, place: 'partitions.live_events_other' },
      ])
      const drop = `select drop_month_partitions('live_events', cast(? as timestamptz))`
      await transaction.rawQuery(drop, ['2031-05-31T23:59:59Z'])
      assert.lengthOf(await placed(), 2)
      await transaction.rawQuery(drop, ['2031-06-01T00:00:00Z'])
      assert.deepEqual(await placed(), [second])
    } finally {
      await transaction.rollback()
    }
  })

  test('the journal of a late month is still never changed', async ({ assert }) => {
    const { user } = await createAgent()
    const transaction = await db.transaction()
    try {
      const { rows } = await transaction.rawQuery(
        `insert into quotes (plan_id, created_by, created_at)
         select min(id), ?, now() from plans returning id`,
        [user.id]
      )
      await transaction.rawQuery(
        `insert into quote_events (quote_id, number, kind, to_status, request_id, recorded_at)
         values (?, 1, 'create', 'quoted', '', '2031-05-20T12:00:00Z')`,
        [rows[0].id]
      )
      await transaction.rawQuery('set constraints all immediate')
      await transaction.rawQuery(
        `select make_month_partitions('quote_events', cast(? as date), 1)`,
        [MONTH]
      )
      await assert.rejects(
        () => transaction.from('quote_events').where('recorded_at', '>=', MONTH).delete(),
        /never changed or deleted/
      )
    } finally {
      await transaction.rollback()
    }
  })
})
