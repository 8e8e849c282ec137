/** What a start costs, the first of a fresh data folder and those after it: `npm run bench:start`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '#launch/check_port'

/** Seconds within which a platform that ran before is back. */
const AIM = 5
const LATER = 3
const ROOT = fileURLToPath(new URL('..', import.meta.url))

interface Start {
  readonly wall: number
  /** The process's own: other programs on the machine do not change it. */
  readonly cpu: number
}

const folder = await mkdtemp(join(tmpdir(), 'ratewright-bench-'))
await chmod(folder, 0o755)
try {
  const first = await start()
  const later: Start[] = []
  for (let run = 0; run < LATER; run++) later.push(await start())
  const [middle = first] = later.toSorted((one, other) => one.cpu - other.cpu).slice(LATER >> 1)
  console.log('| start | wall, s | processor, s |\n| --- | --: | --: |')
  for (const [name, { wall, cpu }] of [['first', first] as const, ['later', middle] as const]) {
    console.log(`| ${name} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} |`)
  }
  console.log(`\nA later start within ${AIM} s: ${middle.wall < AIM ? 'met' : 'missed'}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function start(): Promise<Start> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--import=./bin/typescript.js', 'bin/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: folder, PORT: String(await findFreePort()) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const chunk of child.stdout) {
    if (String(chunk).includes('Ctrl-C stops everything')) break
  }
  const wall = (performance.now() - began) / 1000
  const cpu = await ownSeconds(child.pid)
  child.kill('SIGINT')
  await once(child, 'close')
  return { wall, cpu }
}

/** What Linux counts for a process, user and system, in seconds; not a number elsewhere. */
async function ownSeconds(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
