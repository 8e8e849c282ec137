import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ApplicationService } from '@adonisjs/core/types'
import { explainFailure } from '#launch/explain_failure'
import { checkDatabase } from '#launch/postgres/check_database'
import { startEmbeddedServer } from '#launch/postgres/embedded_server'
import { errorCode } from '#launch/launch_problem'
import { loadSecrets } from '#launch/secrets'
import { readSettings } from '#launch/settings'
import type { LaunchSettings } from '#launch/settings'
import { UndoStack } from '#launch/undo_stack'
import { refusal } from './_command_problem.ts'

/** PostgreSQL's code for a table that does not exist. */
const NO_SUCH_TABLE = '42P01'

/**
 * Boots the application on the platform's database and does the work: the server of DATABASE_URL,
 * or that of the data folder, which is left as it was found, running or not.
 */
export async function withDatabase<T>(app: ApplicationService, work: () => Promise<T>): Promise<T> {
  const undo = new UndoStack()
  let settings: LaunchSettings | undefined
  try {
    settings = readSettings(process.env, app.makePath())
    process.env.DATABASE_URL = await findDatabase(settings, undo)
    await app.boot()
    await app.start(() => {})
    undo.push(() => app.terminate())
    return await work()
  } catch (error) {
    if (errorCode(error) === NO_SUCH_TABLE) {
      throw refusal('The database holds no platform yet.', 'start one on it with npm start')
    }
    const problem = explainFailure(error, settings)
    throw problem ? refusal(problem.message, problem.remedy) : error
  } finally {
    await undo.undo()
  }
}

async function findDatabase(settings: LaunchSettings, undo: UndoStack): Promise<string> {
  if (settings.databaseUrl !== undefined) {
    await checkDatabase(settings.databaseUrl)
    return settings.databaseUrl
  }
  const { dataDir } = settings
  if (!existsSync(join(dataDir, 'secrets.json'))) {
    throw refusal(
      `There is no platform in ${dataDir}.`,
      'start one with npm start, or set DATA_DIR or DATABASE_URL to where yours is'
    )
  }
  const { appKey, databasePassword } = await loadSecrets(dataDir)
  if (process.env.APP_KEY_IS_MADE_UP) {
    process.env.APP_KEY = appKey
    delete process.env.APP_KEY_IS_MADE_UP
  }
  const server = await startEmbeddedServer(dataDir, databasePassword)
  if (!server.wasRunning) undo.push(() => server.stop())
  return server.databaseUrl
}
