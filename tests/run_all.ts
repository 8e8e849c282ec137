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

/** Folders of `functional` that run as long as all the others: they start processes. */
const SLOW = ['books', 'commands']

const args = process.argv.slice(2)
process.exitCode = args.length > 0 ? await runAlone(args) : await runAll()

async function runAll(): Promise<number> {
  // Once, before processes that would each do so.
  await buildPortal(ROOT)
  const codes = await Promise.all((await shares()).map(run))
  return codes.some((code) => code !== 0) ? 1 : 0
}

/** All tests, each in one share. */
async function shares(): Promise<readonly Share[]> {
  const files = await Array.fromAsync(glob('functional/**/*.spec.ts', { cwd: `${ROOT}/tests` }))
  const isSlow = (file: string) => SLOW.some((folder) => file.startsWith(`functional/${folder}/`))
  const rest = files.filter((file) => !isSlow(file))
  return [
    { title: 'unit and browser', args: ['unit', 'browser'] },
    {
      title: `functional: ${SLOW.join(', ')}`,
      args: ['functional', `--files=${files.filter(isSlow).join(',')}`],
    },
    { title: 'functional: all else', args: ['functional', `--files=${rest.join(',')}`] },
  ]
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
