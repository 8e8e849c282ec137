import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prettyPrintError } from '@adonisjs/core'
import { configure, processCLIArgs, run } from '@japa/runner'
import { findFreePort } from '#launch/check_port'
import { buildPortal } from '#launch/portal/build_portal'
import { needsServer } from '../tests/harness/needs_server.ts'
import { startTestDatabase } from '../tests/harness/test_database.ts'
import { ignite } from './ignite.ts'
import { APP_ROOT } from './importer.ts'

const args = process.argv.slice(2)
const isServed = needsServer(args)
// Before the application boots: how the portal is served is settled then.
if (isServed) await buildPortal(fileURLToPath(APP_ROOT))
const database = isServed ? await startTestDatabase() : undefined

const mailFolder = join(tmpdir(), `ratewright-mail-${process.pid}`)
process.once('exit', () => rmSync(mailFolder, { recursive: true, force: true }))

Object.assign(process.env, {
  NODE_ENV: 'test',
  APP_KEY: randomBytes(32).toString('hex'),
  APP_KEY_IS_MADE_UP: '',
  HOST: 'localhost',
  PORT: String(await findFreePort()),
  DEMO_ACCOUNTS: 'true',
  LOG_LEVEL: 'fatal',
  MAIL_DIR: mailFolder,
  ...(database && { DATABASE_URL: database.databaseUrl }),
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.resolve(database?.stop()).finally(() => process.exit(1)))
}

await ignite()
  .testRunner()
  .configure(async (app) => {
    const { plugins, configureSuite } = await import('../tests/bootstrap.ts')
    processCLIArgs(args)
    configure({
      ...app.rcFile.tests,
      plugins,
      configureSuite,
      teardown: [() => app.terminate(), () => database?.stop()],
    })
  })
  .run(() => run())
  .catch(async (error) => {
    process.exitCode = 1
    await prettyPrintError(error)
  })
// A test file that can't be loaded ends the run without its teardown.
await database?.stop()
