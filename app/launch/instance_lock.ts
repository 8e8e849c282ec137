import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { errorCode, LaunchProblem } from './launch_problem.ts'

/** Longest socket path that every supported system takes. */
const SOCKET_PATH_LIMIT = 100

/** A held lock; releasing it twice does no harm. */
export interface InstanceLock {
  release(): Promise<void>
}

/**
 * Claims the data folder for this process, or reports which instance holds it.
 * A listening socket is the lock, since unlike a file with a process id it can't outlive its owner.
 */
export async function lockDataFolder(dataDir: string, url: string): Promise<InstanceLock> {
  const path = socketPath(dataDir)
  const owner = await askOwner(path)
  if (owner !== undefined) {
    throw new LaunchProblem(
      `The data folder ${dataDir} is in use by the instance at ${owner}.`,
      'Stop that one first, or set DATA_DIR and PORT to run another beside it.'
    )
  }
  await rm(path, { force: true })
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).end(url))
  server.listen(path)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new LaunchProblem(
      `The data folder ${dataDir} can't hold its lock (${errorCode(error) ?? String(error)}).`,
      'Set DATA_DIR to a folder on a local disk.',
      { cause: error }
    )
  }
  server.unref()
  return { release: () => new Promise((done) => server.close(() => done())) }
}

function socketPath(dataDir: string): string {
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\ratewright-${id}`
  const inside = join(dataDir, 'instance.sock')
  return inside.length <= SOCKET_PATH_LIMIT ? inside : join(tmpdir(), `ratewright-${id}.sock`)
}

/** The address that the living owner of the socket gives; undefined when nobody answers. */
function askOwner(path: string): Promise<string | undefined> {
  return new Promise((answer) => {
    let text = ''
    const socket = connect(path)
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (text += chunk))
    socket.on('end', () => answer(text))
    socket.on('error', () => answer(undefined))
  })
}
