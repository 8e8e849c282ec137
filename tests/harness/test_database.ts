import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedServer } from '#launch/postgres/embedded_server'

/** A database that lives as long as the tests. */
export interface TestDatabase {
  readonly databaseUrl: string
  stop(): Promise<void>
}

/** Starts an embedded server of its own in a folder of its own, so that a running platform is left alone. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'ratewright-test-'))
  await chmod(folder, 0o755)
  const server = await startEmbeddedServer(folder, 'test')
  return {
    databaseUrl: server.databaseUrl,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
