import { Client } from 'pg'
import { errorCode, LaunchProblem } from '../launch_problem.ts'

/** Oldest server that has what the migrations use. */
const OLDEST_VERSION = 15

/** Makes sure that the database answers, lets us in and is recent enough; a launch problem otherwise. */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    const { rows } = await client.query('show server_version_num')
    checkVersion(Math.floor(Number(rows[0]?.server_version_num) / 10000))
  } catch (error) {
    throw error instanceof LaunchProblem ? error : connectionProblem(databaseUrl, error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function checkVersion(major: number): void {
  if (major >= OLDEST_VERSION) return
  throw new LaunchProblem(
    `DATABASE_URL leads to PostgreSQL ${major}.`,
    `Use version ${OLDEST_VERSION} or newer, or leave DATABASE_URL out to use the embedded server.`
  )
}

function connectionProblem(databaseUrl: string, error: unknown): LaunchProblem {
  const { host, pathname } = new URL(databaseUrl)
  const reason = errorCode(error) ?? (error instanceof Error ? error.message : String(error))
  const cause = error instanceof Error && error.message ? error.message : reason
  return new LaunchProblem(
    `The database ${pathname.slice(1)} at ${host} can't be reached: ${cause}.`,
    'Start that server or correct DATABASE_URL; without DATABASE_URL the embedded server is used.',
    { cause: error }
  )
}
