import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LaunchProblem } from '../launch_problem.ts'
import { runProgram } from '../run_program.ts'

/** Whatever the built portal depends on. */
const SOURCES = ['resources/**/*.*', 'rules/**/*.ts', 'vite.config.ts', 'package-lock.json']

/**
 * Builds the portal when its sources differ from those of the last build; true when it did.
 * The new build takes the place of the old one in one move, so a running instance is never
 * left without its assets; a build that fails or is called off leaves nothing behind.
 */
export async function buildPortal(root: string, signal?: AbortSignal): Promise<boolean> {
  const assets = join(root, 'public/assets')
  const fingerprint = await fingerprintOf(root)
  const stamp = join(assets, 'built_from')
  if ((await readFile(stamp, 'utf8').catch(() => undefined)) === fingerprint) return false
  const draft = join(root, `public/assets.${process.pid}`)
  try {
    await build(root, draft, signal)
    await writeFile(join(draft, 'built_from'), fingerprint)
    await replace(assets, draft)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return true
}

async function build(root: string, draft: string, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const { exitCode, output } = await runProgram(
    process.execPath,
    [vite, 'build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: root, env: { NODE_ENV: 'production' }, ...(signal && { signal }) }
  )
  signal?.throwIfAborted()
  if (exitCode === 0) return
  throw new LaunchProblem(
    `The portal could not be built: ${output.trim().slice(0, 2000)}`,
    'Mend the file it names, or run git checkout resources.'
  )
}

async function replace(assets: string, draft: string): Promise<void> {
  const old = `${draft}.old`
  await mkdir(join(assets, '..'), { recursive: true })
  if (existsSync(assets)) await rename(assets, old)
  await rename(draft, assets)
  await rm(old, { recursive: true, force: true })
}

async function fingerprintOf(root: string): Promise<string> {
  const files: string[] = []
  for await (const entry of glob(SOURCES, { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name))
  }
  const hash = createHash('sha256')
  for (const file of files.sort()) {
    hash
      .update(file.slice(root.length))
      .update('\0')
      .update(await readFile(file))
  }
  return hash.digest('hex')
}
