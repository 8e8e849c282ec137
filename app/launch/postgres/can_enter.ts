import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { ServerAccount } from './server_account.ts'

/** The outermost folder on the way to `path`, itself included, that keeps the account out; undefined when none does. */
export async function firstClosedFolder(
  path: string,
  account: ServerAccount | undefined
): Promise<string | undefined> {
  if (account === undefined) return undefined
  for (const folder of ancestors(resolve(path))) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return folder
  }
  return undefined
}

function ancestors(path: string): readonly string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...ancestors(parent), path]
}
