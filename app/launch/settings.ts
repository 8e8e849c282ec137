import { isAbsolute, resolve } from 'node:path'
import { isIP } from 'node:net'
import { LaunchProblem } from './launch_problem.ts'

/** How this instance was asked to run. */
export interface LaunchSettings {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  /** True when only this machine can reach the address; demo accounts exist only then. */
  readonly isLoopback: boolean
  /** Where a browser on this machine finds the portal. */
  readonly url: string
}

/** Reads the settings from environment variables, every one of which may be missing. */
export function readSettings(env: NodeJS.ProcessEnv, root: string): LaunchSettings {
  const host = env.HOST || 'localhost'
  const port = readPort(env.PORT)
  const dataDir = env.DATA_DIR || '.data'
  checkRedisUrl(env.REDIS_URL)
  return {
    host,
    port,
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(root, dataDir),
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
    isLoopback: isLoopback(host),
    url: `http://${displayHost(host)}:${port}`,
  }
}

function readPort(text: string | undefined): number {
  if (!text) return 3333
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65535) return port
  throw new LaunchProblem(
    `PORT is "${text}", which is not a port.`,
    'Set PORT to a whole number from 1 to 65535, or leave it out for 3333.'
  )
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (!text) return undefined
  const scheme = URL.canParse(text) ? new URL(text).protocol : ''
  if (scheme === 'postgres:' || scheme === 'postgresql:') return text
  throw new LaunchProblem(
    'DATABASE_URL is not the address of a PostgreSQL database.',
    'Write it as postgres://user:password@host:5432/database, or leave it out to use the embedded server.'
  )
}

function checkRedisUrl(text: string | undefined): void {
  if (!text) return
  const scheme = URL.canParse(text) ? new URL(text).protocol : ''
  if (scheme === 'redis:' || scheme === 'rediss:') return
  throw new LaunchProblem(
    'REDIS_URL is not the address of a Redis server.',
    'Write it as redis://user:password@host:6379, or leave it out: events are announced by the database then.'
  )
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function displayHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1' || host === '::1') {
    return 'localhost'
  }
  return isIP(host) === 6 ? `[${host}]` : host
}
