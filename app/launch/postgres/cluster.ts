import { existsSync } from 'node:fs'
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findFreePort } from '../check_port.ts'
import { fullDisk } from '../data_folder.ts'
import { LaunchProblem } from '../launch_problem.ts'
import { runProgram } from '../run_program.ts'
import type { ProgramResult } from '../run_program.ts'
import type { Binaries } from './binaries.ts'
import type { ServerAccount } from './server_account.ts'

/** Name of the superuser, and of the database that holds the platform's tables. */
export const SERVER_USER = 'ratewright'

/** What one embedded server is made of. */
export interface Cluster {
  readonly home: string
  readonly binaries: Binaries
  readonly account: ServerAccount | undefined
  readonly password: string
}

const folderOf = (cluster: Cluster) => join(cluster.home, 'cluster')
const logOf = (cluster: Cluster) => join(cluster.home, 'server.log')

/** Creates the server's files where there are none; a half-made folder never takes their place. */
export async function createCluster(cluster: Cluster): Promise<void> {
  const folder = folderOf(cluster)
  if (existsSync(folder)) return checkCluster(cluster)
  await mkdir(cluster.home, { recursive: true })
  await own(cluster.home, cluster.account)
  const draft = `${folder}.new`
  const passwordFile = join(cluster.home, 'password')
  await rm(draft, { recursive: true, force: true })
  await writeFile(passwordFile, cluster.password, { mode: 0o600 })
  await own(passwordFile, cluster.account)
  try {
    const result = await run(cluster, cluster.binaries.initdb, [
      `--pgdata=${draft}`,
      `--username=${SERVER_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ])
    if (result.exitCode !== 0) throw startProblem(cluster, result.output)
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(draft, folder)
}

/**
 * What differs from PostgreSQL's own settings: disks of today read any page as fast as the next, queries are short, and
 * pages are written anew less often after a checkpoint. None of them takes from what a commit promises.
 */
const SETTINGS = [
  'timezone=UTC',
  'random_page_cost=1.1',
  'jit=off',
  'shared_buffers=256MB',
  'max_wal_size=2GB',
  'checkpoint_timeout=15min',
]

/** Starts the server on a free port of 127.0.0.1 and resolves to that port once it answers. */
export async function startCluster(cluster: Cluster): Promise<number> {
  const port = await findFreePort()
  const flags = [
    `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`,
    ...SETTINGS,
  ].join(' -c ')
  const result = await pgCtl(cluster, [
    'start',
    '-w',
    '-t',
    '60',
    '-l',
    logOf(cluster),
    '-o',
    flags,
  ])
  if (result.exitCode === 0) return port
  const log = await readFile(logOf(cluster), 'utf8').catch(() => '')
  throw startProblem(cluster, `${result.output}\n${log.slice(-4000)}`)
}

/** The port of a server that already runs on these files, left behind by a killed instance; else undefined. */
export async function runningPort(cluster: Cluster): Promise<number | undefined> {
  const status = await pgCtl(cluster, ['status'])
  if (status.exitCode !== 0) return undefined
  const lines = await readFile(join(folderOf(cluster), 'postmaster.pid'), 'utf8').catch(() => '')
  const port = Number(lines.split('\n')[3])
  return Number.isInteger(port) && port > 0 ? port : undefined
}

/** Stops the server, once open transactions are rolled back and everything is on disk. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  await pgCtl(cluster, ['stop', '-m', 'fast', '-w', '-t', '60'])
}

async function checkCluster(cluster: Cluster): Promise<void> {
  const names = await readdir(folderOf(cluster)).catch((): string[] => [])
  const missing = ['PG_VERSION', 'global', 'base', 'pg_wal'].filter((name) => !names.includes(name))
  if (missing.length > 0) throw damaged(cluster, `${missing.join(', ')} missing`)
}

function pgCtl(cluster: Cluster, args: readonly string[]): Promise<ProgramResult> {
  return run(cluster, cluster.binaries.pgCtl, [...args, '-D', folderOf(cluster)])
}

function run(cluster: Cluster, file: string, args: readonly string[]): Promise<ProgramResult> {
  return runProgram(file, args, {
    ...(cluster.account && { account: cluster.account }),
    env: { LC_ALL: 'C' },
    cwd: cluster.home,
  })
}

function startProblem(cluster: Cluster, output: string): LaunchProblem {
  if (output.includes('No space left on device')) return fullDisk(cluster.home)
  const lines = output.split('\n')
  const verdict =
    lines.findLast((line) => /(FATAL|PANIC): /.test(line)) ??
    lines.findLast((line) => /(ERROR|error): /.test(line))
  return damaged(
    cluster,
    verdict?.replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, '') ?? 'no reason given'
  )
}

function damaged(cluster: Cluster, reason: string): LaunchProblem {
  return new LaunchProblem(
    `The embedded PostgreSQL can't run on ${folderOf(cluster)}: ${reason.trim()}.`,
    `Restore that folder from a backup, or move it away to begin with an empty database (log: ${logOf(cluster)}).`
  )
}

async function own(path: string, account: ServerAccount | undefined): Promise<void> {
  if (account !== undefined) await chown(path, account.uid, account.gid)
}
