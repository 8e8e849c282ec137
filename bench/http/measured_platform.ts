import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '#launch/check_port'
import type { Reading } from './meter.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What server and database used up to a moment. */
export interface Used extends Reading {
  /** Of all processes of the database, in hundredths of a second; undefined where /proc is not there. */
  readonly databaseCpuMs: number | undefined
}

/** A platform as `npm start` runs it, on a database of its own, whose costs can be asked for. */
export class MeasuredPlatform {
  #server: ChildProcess | undefined

  private constructor(
    readonly dataDir: string,
    readonly port: number,
    readonly host: string,
    private readonly profileDir: string | undefined
  ) {}

  /** Starts one in a new folder; with a folder for profiles it leaves one of the processor there. */
  static async start({ host = 'localhost', profileDir }: PlatformOptions = {}) {
    const dataDir = await mkdtemp(join(tmpdir(), 'ratewright-bench-'))
    await chmod(dataDir, 0o755)
    const platform = new MeasuredPlatform(dataDir, await findFreePort(), host, profileDir)
    await platform.resume()
    return platform
  }

  /** The token of the demo account, which may do everything. */
  async token(): Promise<string> {
    const text = await readFile(join(this.dataDir, 'demo_token'), 'utf8')
    return text.trim()
  }

  /** The address of the embedded database. */
  async databaseUrl(): Promise<string> {
    const { databasePassword }: { databasePassword: string } = JSON.parse(
      await readFile(join(this.dataDir, 'secrets.json'), 'utf8')
    )
    const lines = await this.#postmaster()
    const [, , , port] = lines.split('\n')
    return `postgres://ratewright:${databasePassword}@127.0.0.1:${port}/ratewright`
  }

  /** Starts the server on the folder that there is, and resolves once it is ready. */
  async resume(): Promise<void> {
    const meter = new URL('./meter.ts', import.meta.url).href
    const profile = this.profileDir ? ['--cpu-prof', `--cpu-prof-dir=${this.profileDir}`] : []
    // Node takes its flags in any order, but before the program.
    const flags = [`--import=${meter}`, ...profile, ...(await startCommand())]
    const server = spawn(process.execPath, flags, {
      cwd: ROOT,
      env: {
        ...process.env,
        DATA_DIR: this.dataDir,
        PORT: String(this.port),
        HOST: this.host,
        DEMO_ACCOUNTS: 'true',
        API_REQUESTS_PER_MINUTE: '10000000',
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    this.#server = server
    for await (const chunk of server.stdout ?? []) {
      if (String(chunk).includes('Ctrl-C stops everything')) break
    }
    server.stdout?.resume()
  }

  /** Ends the server, in order or by the signal, and leaves its folder. */
  async pause(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }

  /** Ends the server and removes all that it wrote. */
  async end(): Promise<void> {
    await this.pause()
    await rm(this.dataDir, { recursive: true, force: true })
  }

  async used(): Promise<Used> {
    const server = this.#server
    if (!server) throw new Error('The server does not run')
    const answered = readingOf(server)
    server.send('reading')
    const reading = await answered
    return { ...reading, databaseCpuMs: await this.#databaseCpu() }
  }

  #postmaster(): Promise<string> {
    return readFile(join(this.dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')
  }

  async #databaseCpu(): Promise<number | undefined> {
    const postmaster = Number.parseInt(await this.#postmaster(), 10)
    const names = await readdir('/proc').catch((): string[] => [])
    const all = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(processOf))
    const ours = all.filter((each) => each?.pid === postmaster || each?.parent === postmaster)
    return ours.length > 0 ? ours.reduce((sum, each) => sum + (each?.cpuMs ?? 0), 0) : undefined
  }
}

export interface PlatformOptions {
  readonly host?: string
  readonly profileDir?: string | undefined
}

/** What `npm start` gives to Node, so that the same is measured: flags, then the program. */
async function startCommand(): Promise<readonly string[]> {
  const { scripts }: { scripts: { start: string } } = JSON.parse(
    await readFile(join(ROOT, 'package.json'), 'utf8')
  )
  return scripts.start.split(' ').slice(1)
}

/** The next reading that a server tells; the framework tells its parent other things as well. */
function readingOf(server: ChildProcess): Promise<Reading> {
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('statements' in message)) return
      server.off('message', listen)
      // Only the meter counts statements.
      resolve(message as Reading)
    }
    server.on('message', listen)
  })
}

/** A process as Linux counts it, with what its ended children used. */
async function processOf(pid: string) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
  return { pid: Number(pid), parent: Number(fields[1]), cpuMs: ticks * 10 }
}
