import type { ApplicationService } from '@adonisjs/core/types'
import { migrateDatabase } from './migrate_database.ts'
import { seedDemo } from './seed_demo.ts'
import type { Demo } from './seed_demo.ts'
import type { LaunchSettings } from './settings.ts'

/** What a start found or put in the database. */
export interface Seeded {
  readonly demo: Demo | undefined
  readonly notes: readonly string[]
}

/** Migrates the database and fills it with the plugins' plans and the demo account; adds nothing twice. */
export async function seedPlatform(
  app: ApplicationService,
  settings: LaunchSettings
): Promise<Seeded> {
  await migrateDatabase(app)
  const { importPlugins } = await import('#services/plans/import_plugins')
  const notes = await importPlugins(app.makePath('plugins'), app.makePath())
  const demo = process.env.DEMO_ACCOUNTS === 'true' ? await seedDemo(app, settings) : undefined
  return { demo, notes }
}
