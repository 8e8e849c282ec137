import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { migrateDatabase } from '#launch/migrate_database'
import { LiveHub } from '#live/live_hub'
import { followPublications } from '#services/plans/follow_publications'
import { importPlugins } from '#services/plans/import_plugins'

let prepared: Promise<void> | undefined

/** Serves the platform inside the test process; resolves to what ends it. */
export async function serveForTests(): Promise<() => Promise<void>> {
  prepared ??= prepare()
  await prepared
  const stopServer = await testUtils.httpServer().start()
  const hub = await app.container.make(LiveHub)
  await hub.start()
  const publications = followPublications(process.env.DATABASE_URL ?? '')
  await publications.start()
  return async () => {
    await publications.stop()
    await hub.stop()
    await stopServer()
  }
}

async function prepare(): Promise<void> {
  await migrateDatabase(app)
  const notes = await importPlugins(app.makePath('plugins'), app.makePath())
  if (notes.length > 0) throw new Error(notes.join('\n'))
}
