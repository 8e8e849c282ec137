import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestContext } from '@japa/runner/core'
import { findFreePort } from '#launch/check_port'
import { APP_ROOT } from '../../bin/importer.ts'

/** What the test process set for itself and a platform must not take over. */
const OURS = ['APP_KEY', 'DATABASE_URL', 'DEMO_ACCOUNTS', 'HOST', 'NODE_ENV']

const ROOT = fileURLToPath(APP_ROOT)

type PlatformEnvironment = NodeJS.ProcessEnv & { readonly DATA_DIR: string }

/** A platform as `npm start` runs it, with everything it printed. */
export interface Platform {
  readonly process: ChildProcess
  readonly url: string
  readonly dataDir: string
  readonly output: () => string
  /** Sends the signal and resolves to the exit code, or null when the signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

/** A new empty folder that every account may enter, gone after the test. */
export async function temporaryFolder(test: TestContext['test']): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ratewright-start-'))
  await chmod(folder, 0o755)
  test.cleanup(() => rm(folder, { recursive: true, force: true }))
  return folder
}

let usedFolder: Promise<string> | null = null

/**
 * A copy of the data folder of a platform that has run and ended, gone after the test. The platform
 * is run once a process, since making a database takes longer than copying one.
 */
export async function usedDataFolder(test: TestContext['test']): Promise<string> {
  usedFolder ??= runOnce()
  const copy = join(await temporaryFolder(test), 'data')
  // Node's own copying would not keep the account that the database runs under.
  await promisify(execFile)('cp', ['-a', await usedFolder, copy])
  return copy
}

async function runOnce(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ratewright-used-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  await chmod(folder, 0o755)
  const DATA_DIR = join(folder, 'data')
  const platform = await untilReady(await spawnPlatform({ DATA_DIR }))
  await platform.end()
  return DATA_DIR
}

/** Starts a platform on a port of its own; it may still fail. It is ended after the test. */
export async function launchPlatform(
  test: TestContext['test'],
  env: PlatformEnvironment
): Promise<Platform> {
  const platform = await spawnPlatform(env)
  test.cleanup(async () => {
    await platform.end()
  })
  return platform
}

async function spawnPlatform(env: PlatformEnvironment): Promise<Platform> {
  const port = env.PORT ?? String(await findFreePort())
  const inherited = Object.entries(process.env).filter(([name]) => !OURS.includes(name))
  const child = spawn(process.execPath, ['--import=./bin/typescript.js', 'bin/start.ts'], {
    cwd: ROOT,
    env: { ...Object.fromEntries(inherited), ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const closed = once(child, 'close')
  const end = async (signal: NodeJS.Signals = 'SIGINT') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await closed
    return child.exitCode
  }
  return {
    process: child,
    url: `http://localhost:${port}`,
    dataDir: env.DATA_DIR,
    output: () => output,
    end,
  }
}

/** Resolves once the platform has announced itself; fails with its output when it ends before. */
export async function untilReady(platform: Platform): Promise<Platform> {
  await untilPrinted(platform, 'Ctrl-C stops everything')
  return platform
}

/** Resolves to the exit code and the output of a platform that gives up by itself. */
export async function untilEnded(
  platform: Platform
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  if (platform.process.exitCode === null) await once(platform.process, 'close')
  return { exitCode: platform.process.exitCode, output: platform.output() }
}

function untilPrinted(platform: Platform, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => platform.output().includes(text) && resolve()
    platform.process.stdout?.on('data', look)
    platform.process.on('close', () => reject(new Error(`It ended early:\n${platform.output()}`)))
    look()
  })
}
