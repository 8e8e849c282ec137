import { Client } from 'pg'
import { LaunchProblem } from '../launch_problem.ts'
import { locateBinaries } from './binaries.ts'
import { createCluster, runningPort, SERVER_USER, startCluster, stopCluster } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { chooseClusterPlace } from './cluster_place.ts'
import { findServerAccount } from './server_account.ts'

/** A running embedded server with its database. */
export interface EmbeddedServer {
  readonly databaseUrl: string
  /** Something the person who starts it should know; undefined as a rule. */
  readonly note: string | undefined
  /** Whether it ran already: another process may rely on it, or a killed one left it behind. */
  readonly wasRunning: boolean
  stop(): Promise<void>
}

/**
 * Runs PostgreSQL on the files of the data folder, creating them at the first start.
 * A server that outlived its killed instance is taken over with everything in it.
 */
export async function startEmbeddedServer(
  dataDir: string,
  password: string
): Promise<EmbeddedServer> {
  const account = await findServerAccount()
  const { home, note } = await chooseClusterPlace(dataDir, password, account)
  const binaries = await locateBinaries(home, account)
  const cluster: Cluster = { home, binaries, account, password }
  await createCluster(cluster)
  const { port, wasRunning } = await takeOverOrStart(cluster)
  const databaseUrl = urlOf(cluster, port, SERVER_USER)
  return { databaseUrl, note, wasRunning, stop: () => stopCluster(cluster) }
}

async function takeOverOrStart(
  cluster: Cluster
): Promise<{ readonly port: number; readonly wasRunning: boolean }> {
  const left = await runningPort(cluster)
  if (left !== undefined) {
    if (
      await createDatabase(cluster, left).then(
        () => true,
        () => false
      )
    )
      return { port: left, wasRunning: true }
    await stopCluster(cluster)
  }
  const port = await startCluster(cluster)
  try {
    await createDatabase(cluster, port)
  } catch (error) {
    await stopCluster(cluster)
    throw new LaunchProblem(
      `The embedded PostgreSQL in ${cluster.home} runs but refuses this instance: ${String(error)}.`,
      'Restore secrets.json and this folder from the same backup.',
      { cause: error }
    )
  }
  return { port, wasRunning: false }
}

async function createDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = new Client({ connectionString: urlOf(cluster, port, 'postgres') })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [SERVER_USER])
    if (found.rowCount === 0) await client.query(`create database ${SERVER_USER}`)
  } finally {
    await client.end()
  }
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://${SERVER_USER}:${cluster.password}@127.0.0.1:${port}/${database}`
}
