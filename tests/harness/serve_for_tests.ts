import { fileURLToPath } from 'node:url'
import app from '@adonisjs/core/services/app'
import env from '#start/env'
import testUtils from '@adonisjs/core/services/test_utils'
import { migrateDatabase } from '#launch/migrate_database'
import { buildPortal } from '#launch/portal/build_portal'
import { liveHub } from '#live/live_hub'
import { OutboxListener } from '#live/outbox_listener'
import { importPlugins } from '#services/plans/import_plugins'
import { APP_ROOT } from '../../bin/importer.ts'

let prepared: Promise<void> | undefined

/** Serves the platform inside the test process; resolves to what ends it. */
export async function serveForTests(): Promise<() => Promise<void>> {
  prepared ??= prepare()
  await prepared
  const stopServer = await testUtils.httpServer().start()
  const listener = new OutboxListener(env.get('DATABASE_URL', ''))
  await listener.start()
  return async () => {
    await listener.stop()
    liveHub.endAll()
    await stopServer()
  }
}

async function prepare(): Promise<void> {
  await buildPortal(fileURLToPath(APP_ROOT))
  await migrateDatabase(app)
  const notes = await importPlugins(app.makePath('plugins'), app.makePath())
  if (notes.length > 0) throw new Error(notes.join('\n'))
}
