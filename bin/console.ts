import { randomBytes } from 'node:crypto'
import { prettyPrintError } from '@adonisjs/core'
import { ignite } from './ignite.ts'

// Commands serve no sessions, so a key that lives as long as the command is enough for all but private values.
if (!process.env.APP_KEY) {
  process.env.APP_KEY = randomBytes(32).toString('hex')
  process.env.APP_KEY_IS_MADE_UP = 'true'
}

ignite()
  .tap((app) => {
    app.listen('SIGTERM', () => app.terminate())
  })
  .ace()
  .handle(process.argv.splice(2))
  .catch((error) => {
    process.exitCode = 1
    return prettyPrintError(error)
  })
