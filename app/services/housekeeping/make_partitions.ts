import db from '@adonisjs/lucid/services/db'

/** Tables in partitions by the month of `recorded_at`. */
const PARTITIONED = ['quote_events', 'live_events']

/**
 * Makes sure of the partitions from the month of `from` (this month where it is left out) to the next; instances that
 * do so at once wait for each other.
 */
export async function makePartitions(from = new Date()): Promise<void> {
  await db.transaction(async (transaction) => {
    await transaction.rawQuery("select pg_advisory_xact_lock(hashtext('partitions'))")
    for (const name of PARTITIONED) {
      await transaction.rawQuery(
        `select make_month_partitions(:name, cast(:first as date), :months)`,
        { name, first: from.toISOString().slice(0, 10), months: monthsFrom(from) }
      )
    }
  })
}

function monthsFrom(from: Date): number {
  const now = new Date()
  const years = now.getUTCFullYear() - from.getUTCFullYear()
  return years * 12 + now.getUTCMonth() - from.getUTCMonth() + 2
}
