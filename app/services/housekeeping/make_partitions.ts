import db from '@adonisjs/lucid/services/db'

/** Tables in partitions by the month of `recorded_at`. */
const PARTITIONED = ['quote_events', 'live_events']

/** Makes sure of this month's partitions and the next one's; instances that do so at once wait for each other. */
export async function makePartitions(): Promise<void> {
  await db.transaction(async (transaction) => {
    await transaction.rawQuery("select pg_advisory_xact_lock(hashtext('partitions'))")
    for (const name of PARTITIONED) {
      await transaction.rawQuery(
        `select make_month_partitions(:name, (now() at time zone 'UTC')::date, 2)`,
        { name }
      )
    }
  })
}
