import { fileURLToPath } from 'node:url'
import { prepareGround } from './prepare_ground.ts'
import { runDevServer } from './run_dev_server.ts'
import { serve } from './serve.ts'
import type { LaunchSettings } from './settings.ts'
import type { UndoStack } from './undo_stack.ts'

/** Starts the whole platform and says so; resolves once it answers. */
export async function launch(
  appRoot: URL,
  settings: LaunchSettings,
  undo: UndoStack,
  options: { readonly dev: boolean }
): Promise<void> {
  const ground = await prepareGround(fileURLToPath(appRoot), settings, undo, {
    withBuiltPortal: !options.dev,
  })
  Object.assign(process.env, {
    NODE_ENV: options.dev ? 'development' : 'production',
    HOST: settings.host,
    PORT: String(settings.port),
    DATA_DIR: settings.dataDir,
    APP_KEY: process.env.APP_KEY ?? ground.appKey,
    DATABASE_URL: ground.databaseUrl,
    DEMO_ACCOUNTS: process.env.DEMO_ACCOUNTS ?? String(settings.isLoopback),
  })
  if (options.dev) await runDevServer(fileURLToPath(appRoot), undo)
  else await serve(settings, ground.notes, undo)
}
