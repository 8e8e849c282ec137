import { spawn } from 'node:child_process'
import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { TestContext } from '@japa/runner/core'
import { temporaryFolder } from '#tests/harness/platform'
import { APP_ROOT } from '../../../bin/importer.ts'

/** What a command did. */
export interface CommandResult {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** What the test process set for itself and a command must not take over. */
const OURS = ['APP_KEY', 'DATABASE_URL', 'DEMO_ACCOUNTS', 'HOST', 'NODE_ENV', 'PORT']

/** What the run of a copy's files would add to a report of ours: nothing, for a third of its time. */
const COVERAGE = 'NODE_V8_COVERAGE'

/** Whatever a command needs of the repository; the packages are linked. */
const PARTS = [
  ...['.adonisjs', 'app', 'bin', 'config', 'database', 'plugins', 'providers', 'rules', 'start'],
  ...['ace.js', 'adonisrc.ts', 'package.json', 'tsconfig.json', 'resources/views'],
]

/** The folder of the repository itself, in which commands that change nothing are run. */
export const REPOSITORY = fileURLToPath(APP_ROOT)

/** Runs `node ace …` to its end in a repository. */
export async function ace(
  args: readonly string[],
  options: {
    readonly cwd?: string
    readonly input?: string
    readonly env?: NodeJS.ProcessEnv
  } = {}
): Promise<CommandResult> {
  const { cwd = REPOSITORY } = options
  const dropped = cwd === REPOSITORY ? OURS : [...OURS, COVERAGE]
  const inherited = Object.entries(process.env).filter(([name]) => !dropped.includes(name))
  const child = spawn(process.execPath, ['ace.js', ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), ...options.env },
  })
  child.stdin.end(options.input)
  const [stdout, stderr, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((ended) => child.on('close', ended)),
  ])
  return { exitCode, stdout, stderr }
}

/** A copy of the repository that a test may change, gone after it. */
export async function copyOfRepository(test: TestContext['test']): Promise<string> {
  const copy = join(await temporaryFolder(test), 'ratewright')
  for (const part of PARTS) await cp(join(REPOSITORY, part), join(copy, part), { recursive: true })
  await symlink(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Replaces a text that must stand in a file. */
export async function edit(path: string, before: string, after: string): Promise<void> {
  const content = await readFile(path, 'utf8')
  if (!content.includes(before)) throw new Error(`"${before}" does not stand in ${path}`)
  await writeFile(path, content.replace(before, after))
}
