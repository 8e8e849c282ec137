import { checkPort } from './check_port.ts'
import { prepareDataFolder } from './data_folder.ts'
import { lockDataFolder } from './instance_lock.ts'
import { buildPortal } from './portal/build_portal.ts'
import { checkDatabase } from './postgres/check_database.ts'
import { startEmbeddedServer } from './postgres/embedded_server.ts'
import { loadSecrets } from './secrets.ts'
import type { LaunchSettings } from './settings.ts'
import type { UndoStack } from './undo_stack.ts'

/** What the application finds when it boots. */
export interface Ground {
  readonly appKey: string
  readonly databaseUrl: string
  readonly notes: readonly string[]
}

/**
 * Everything that must stand before the application boots: data folder, port, secrets, database
 * and, unless it is served from its sources, the built portal. What was started joins `undo`.
 */
export async function prepareGround(
  root: string,
  settings: LaunchSettings,
  undo: UndoStack,
  options: { readonly withBuiltPortal: boolean }
): Promise<Ground> {
  await prepareDataFolder(settings.dataDir)
  const lock = await lockDataFolder(settings.dataDir, settings.url)
  undo.push(() => lock.release())
  await checkPort(settings.host, settings.port)
  const { appKey, databasePassword } = await loadSecrets(settings.dataDir)
  const halt = new AbortController()
  const built = options.withBuiltPortal ? buildPortal(root, halt.signal) : undefined
  undo.push(async () => {
    halt.abort()
    await built?.catch(() => undefined)
  })
  const [database] = await Promise.all([openDatabase(settings, databasePassword, undo), built])
  return { appKey, ...database }
}

async function openDatabase(
  settings: LaunchSettings,
  password: string,
  undo: UndoStack
): Promise<Pick<Ground, 'databaseUrl' | 'notes'>> {
  if (settings.databaseUrl !== undefined) {
    await checkDatabase(settings.databaseUrl)
    return { databaseUrl: settings.databaseUrl, notes: [] }
  }
  const server = await startEmbeddedServer(settings.dataDir, password)
  undo.push(() => server.stop())
  return { databaseUrl: server.databaseUrl, notes: server.note === undefined ? [] : [server.note] }
}
