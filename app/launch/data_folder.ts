import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { errorCode, LaunchProblem } from './launch_problem.ts'

/** Room that a new database and its first log segments need. */
const NEEDED_BYTES = 150 * 1024 * 1024

/** Makes sure that the data folder exists, takes writes and has room; a launch problem otherwise. */
export async function prepareDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') throw fullDisk(dataDir, error)
    throw new LaunchProblem(
      `The data folder ${dataDir} can't be written to (${errorCode(error) ?? String(error)}).`,
      'Make it writable for this user, or set DATA_DIR to a folder that is.',
      { cause: error }
    )
  }
  const { bavail, bsize } = await statfs(dataDir)
  checkRoom(dataDir, bavail * bsize)
}

/** Refuses to go on when fewer bytes are free than a database needs to work safely. */
export function checkRoom(dataDir: string, freeBytes: number): void {
  if (freeBytes < NEEDED_BYTES) throw fullDisk(dataDir)
}

/** The problem to report when a write finds no room. */
export function fullDisk(dataDir: string, cause?: unknown): LaunchProblem {
  return new LaunchProblem(
    `The disk that holds ${dataDir} is full.`,
    `Free ${NEEDED_BYTES / 1024 / 1024} MB there, or set DATA_DIR to a folder on another disk.`,
    { cause }
  )
}
