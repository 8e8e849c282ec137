import { MigrationRunner } from '@adonisjs/lucid/migration'
import type { ApplicationService } from '@adonisjs/core/types'

/** Brings the database to the newest shape; two instances that start together wait for each other. */
export async function migrateDatabase(app: ApplicationService): Promise<void> {
  const db = await app.container.make('lucid.db')
  // The runner's own lock refuses a second one at once instead of letting it wait.
  await db.transaction(async (transaction) => {
    await transaction.rawQuery("select pg_advisory_xact_lock(hashtext('migrate_database'))")
    const runner = new MigrationRunner(db, app, { direction: 'up', dryRun: false })
    await runner.run()
    if (runner.error) throw runner.error
  })
}
