import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, LaunchProblem } from '../launch_problem.ts'
import { firstClosedFolder } from './can_enter.ts'
import type { ServerAccount } from './server_account.ts'

/** Where the embedded server keeps its files, and why it is not beside the rest, if so. */
export interface ClusterPlace {
  readonly home: string
  readonly note: string | undefined
}

/** System folder for databases whose data folder the server's account can't enter. */
const SYSTEM_HOME = '/var/lib/ratewright'

/**
 * Chooses the folder of the embedded server: in the data folder, or in a system folder when the
 * server's account is kept out of there, as in the closed home folder of root. A database that
 * already exists is never passed over for a new one.
 */
export async function chooseClusterPlace(
  dataDir: string,
  clusterKey: string,
  account: ServerAccount | undefined
): Promise<ClusterPlace> {
  const inside = join(dataDir, 'postgres')
  const closed = await firstClosedFolder(dataDir, account)
  if (closed === undefined) return { home: inside, note: undefined }
  if (existsSync(inside)) throw closedFolder(closed, inside)
  const id = createHash('sha256').update(clusterKey).digest('hex').slice(0, 12)
  const outside = join(SYSTEM_HOME, id)
  try {
    await mkdir(outside, { recursive: true })
  } catch (error) {
    throw closedFolder(closed, `${dataDir} (nor could ${outside} be made: ${errorCode(error)})`)
  }
  return {
    home: outside,
    note: `The database is kept in ${outside}, since PostgreSQL's account may not enter ${closed}.`,
  }
}

function closedFolder(closed: string, wanted: string): LaunchProblem {
  return new LaunchProblem(
    `PostgreSQL's account may not enter ${closed}, so it can't reach ${wanted}.`,
    `Run chmod o+x ${closed}, or set DATA_DIR to a folder that everyone may enter.`
  )
}
