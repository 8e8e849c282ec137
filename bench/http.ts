import { mkdtemp, chmod, readdir, readFile, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '#launch/check_port'

/**
 * Measures the API of a platform of its own under 50 clients that each send their next request when
 * the last is answered. The clients share the machine with the server, so both are in the figures.
 */
const CLIENTS = 50
const WARM_UP_MS = 3000
const MEASURED_MS = 10_000

interface Figures {
  readonly route: string
  readonly requests: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly failed: number
  /** The server's own processor time a request, in milliseconds; undefined where /proc is not there. */
  readonly cpu: number | undefined
  /** The same of all processes of the database. */
  readonly databaseCpu: number | undefined
}

const root = fileURLToPath(new URL('../', import.meta.url))
const dataDir = await mkdtemp(join(tmpdir(), 'ratewright-bench-'))
await chmod(dataDir, 0o755)
const port = await findFreePort()
const server = spawn(process.execPath, ['--import=./bin/typescript.js', 'bin/start.ts'], {
  cwd: root,
  env: {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: 'localhost',
    API_REQUESTS_PER_MINUTE: '10000000',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const ended = once(server, 'exit')

try {
  await untilReady()
  const tokenFile = await readFile(join(dataDir, 'demo_token'), 'utf8')
  const token = tokenFile.trim()
  const body = await readFile(join(root, 'plugins/tx/examples/quote.json'))
  const figures = [
    await measure('POST /api/v1/ratings', '/api/v1/ratings', token, body),
    await measure('POST /api/v1/quotes', '/api/v1/quotes', token, body),
  ]
  print(figures)
} finally {
  server.kill('SIGINT')
  await ended
  await rm(dataDir, { recursive: true, force: true })
}

async function untilReady(): Promise<void> {
  for await (const chunk of server.stdout) {
    if (String(chunk).includes('is ready at')) break
  }
  server.stdout.resume()
}

async function measure(route: string, path: string, token: string, body: Buffer): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  await drive(agent, path, token, body, WARM_UP_MS)
  const cpuBefore = await cpuUsed()
  const started = performance.now()
  const { times, failed } = await drive(agent, path, token, body, MEASURED_MS)
  const seconds = (performance.now() - started) / 1000
  const cpuAfter = await cpuUsed()
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    route,
    requests: times.length,
    perSecond: times.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    failed,
    cpu: cpuBefore && cpuAfter && (cpuAfter.server - cpuBefore.server) / times.length,
    databaseCpu: cpuBefore && cpuAfter && (cpuAfter.database - cpuBefore.database) / times.length,
  }
}

/** Processor time used so far by server and database, in milliseconds, as Linux counts it: in hundredths. */
async function cpuUsed() {
  const self = await statOf(String(server.pid))
  if (!self) return undefined
  const names = await readdir('/proc')
  const all = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(statOf))
  const stats = all.filter((stat) => stat !== undefined)
  const lock = await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')
  const postmaster = Number.parseInt(lock, 10)
  const database = stats.filter(({ pid, parent }) => pid === postmaster || parent === postmaster)
  return { server: self.cpu, database: database.reduce((sum, { cpu }) => sum + cpu, 0) }
}

async function statOf(pid: string) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return {
    pid: Number(pid),
    parent: Number(fields[1]),
    cpu: (Number(fields[11]) + Number(fields[12])) * 10,
  }
}

async function drive(agent: Agent, path: string, token: string, body: Buffer, forMs: number) {
  const times: number[] = []
  let failed = 0
  const until = performance.now() + forMs
  const client = async () => {
    while (performance.now() < until) {
      const before = performance.now()
      const status = await post(agent, path, token, body)
      times.push(performance.now() - before)
      if (status >= 300) failed++
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return { times, failed }
}

function post(agent: Agent, path: string, token: string, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'authorization': `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': body.length,
    }
    const sent = request({ agent, host: 'localhost', port, path, method: 'POST', headers })
    sent.on('error', reject)
    sent.on('response', (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.end(body)
  })
}

function print(figures: readonly Figures[]): void {
  const [processor] = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  console.log(
    `${processor?.model.trim()}, ${cpus().length} cores, ${memory} GB; Node ${process.version}; ${CLIENTS} clients, ${MEASURED_MS / 1000} s each\n`
  )
  console.log(
    '| route | requests | per second | p50 ms | p99 ms | server CPU ms | database CPU ms | failed |'
  )
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|')
  for (const { route, requests, perSecond, p50, p99, failed, cpu, databaseCpu } of figures) {
    console.log(
      `| ${route} | ${requests} | ${perSecond.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${cpu?.toFixed(2) ?? ''} | ${databaseCpu?.toFixed(2) ?? ''} | ${failed} |`
    )
  }
}
