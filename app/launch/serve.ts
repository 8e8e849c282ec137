import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { ignite } from '../../bin/ignite.ts'
import { announce } from './announce.ts'
import { seedPlatform } from './seed_platform.ts'
import type { Seeded } from './seed_platform.ts'
import type { LaunchSettings } from './settings.ts'
import type { UndoStack } from './undo_stack.ts'

/** How long open requests may take to end once the platform is told to stop. */
const GRACE_MS = 5000

/**
 * How long a connection without a request stays open: longer than proxies keep theirs, which is 60 seconds as a rule,
 * so that none sends a request into one that is just being closed.
 */
const KEEP_ALIVE_MS = 65_000

/** Boots the application, brings its database up to date, serves, and announces itself. */
export async function serve(
  settings: LaunchSettings,
  notes: readonly string[],
  undo: UndoStack
): Promise<void> {
  let seeded: Seeded = { demo: undefined, notes: [] }
  let server: Server | undefined
  const ignitor = ignite().tap((app) => {
    undo.push(() => {
      const cut = setTimeout(() => server?.closeAllConnections(), GRACE_MS)
      return app.terminate().finally(() => clearTimeout(cut))
    })
    app.starting(async () => {
      seeded = await seedPlatform(app, settings)
    })
  })
  const options = { keepAliveTimeout: KEEP_ALIVE_MS }
  const create = (listener: RequestListener) => (server = createServer(options, listener))
  await ignitor.httpServer().start(create)
  console.log(announce(settings, seeded.demo, [...notes, ...seeded.notes]))
}
