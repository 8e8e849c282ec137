import { MigrationRunner } from '@adonisjs/lucid/migration'
import type { ApplicationService } from '@adonisjs/core/types'

/** Brings the database to the newest shape; two instances that start together wait for each other. */
export async function migrateDatabase(app: ApplicationService): Promise<void> {
  const runner = new MigrationRunner(await app.container.make('lucid.db'), app, {
    direction: 'up',
    dryRun: false,
  })
  await runner.run()
  if (runner.error) throw runner.error
}
