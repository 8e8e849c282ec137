import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedServer } from '#launch/postgres/embedded_server'

/** A database that lives as long as the tests. */
export interface TestDatabase {
  readonly databaseUrl: string
  /** Ends it, once, however often it is asked to. */
  stop(): Promise<void>
}

/** Starts an embedded server of its own in a folder of its own, so that a running platform is left alone. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'ratewright-test-'))
  await chmod(folder, 0o755)
  const server = await startEmbeddedServer(folder, 'test')
  let stopped: Promise<void> | undefined
  return {
    databaseUrl: server.databaseUrl,
    stop: () => (stopped ??= stop()),
  }

  async function stop(): Promise<void> {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
