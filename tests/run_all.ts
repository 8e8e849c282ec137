/**
 * `npm test`: every suite, in parallel processes, each with a database of its own; prints what each
 * said once it has ended. `npm test -- unit --files=…` is `node ace test …`, in one process.
 */
import { spawn } from 'node:child_process'
import { glob } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { buildPortal } from '#launch/portal/build_portal'

/** One process: the arguments of `node ace test`. */
interface Share {
  readonly title: string
  readonly args: readonly string[]
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const TESTS = fileURLToPath(new URL('.', import.meta.url))

/** Folders of `tests` that take as long as all else beside them. */
const LONG = [
  'functional/commands',
  'unit/law',
  'functional/launch',
  'functional/quotes',
  'unit/coverage',
]

/** Processes beside each other: one more than cores, since each waits at times for its database. */
const AT_ONCE = 3

const args = process.argv.slice(2)
process.exitCode = args.length > 0 ? await runAlone(args) : await runAll()

async function runAll(): Promise<number> {
  // Once, before processes that would each do so.
  await buildPortal(ROOT)
  const waiting = await shares()
  let isGood = true
  const runNext = async (): Promise<void> => {
    for (let share = waiting.shift(); share !== undefined; share = waiting.shift()) {
      if ((await run(share)) !== 0) isGood = false
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, runNext))
  return isGood ? 0 : 1
}

/** All tests, each in one share; the longest shares first. */
async function shares(): Promise<Share[]> {
  const files = await Array.fromAsync(glob('{unit,functional}/**/*.spec.ts', { cwd: TESTS }))
  const isLong = (file: string) => LONG.some((folder) => file.startsWith(`${folder}/`))
  const share = (title: string, holds: (file: string) => boolean): Share => {
    const [suite = ''] = title.split('/')
    return { title, args: [suite, `--files=${files.filter(holds).join(',')}`] }
  }
  const rest = (suite: string) =>
    share(`${suite}/others`, (file) => file.startsWith(`${suite}/`) && !isLong(file))
  const long = LONG.map((folder) => share(folder, (file) => file.startsWith(`${folder}/`)))
  const browser = { title: 'browser', args: ['browser'] }
  return [browser, ...long, rest('functional'), rest('unit')]
}

async function run(share: Share): Promise<number | null> {
  const started = performance.now()
  const child = spawn(process.execPath, ['ace.js', 'test', ...share.args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
  })
  const [said, complained, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended(child),
  ])
  const seconds = Math.round((performance.now() - started) / 1000)
  const verdict = code === 0 ? 'passed' : 'FAILED'
  process.stdout.write(`${said}${complained}\n${share.title}: ${verdict} after ${seconds} s\n`)
  return code
}

async function runAlone(some: readonly string[]): Promise<number | null> {
  return ended(
    spawn(process.execPath, ['ace.js', 'test', ...some], { cwd: ROOT, stdio: 'inherit' })
  )
}

function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
}
