import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, LaunchProblem } from './launch_problem.ts'
import { writePrivateFile } from './write_private_file.ts'

/** What an instance must keep to itself and keep for good. */
export interface Secrets {
  readonly appKey: string
  readonly databasePassword: string
}

/** The secrets of a data folder, made at the first start and the same ever after. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, 'secrets.json')
  const stored = await readStored(path)
  if (stored !== undefined) return stored
  const secrets: Secrets = { appKey: randomText(), databasePassword: randomText() }
  await writePrivateFile(path, `${JSON.stringify(secrets, null, 2)}\n`)
  return secrets
}

async function readStored(path: string): Promise<Secrets | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw damaged(path, error)
  }
  try {
    const { appKey, databasePassword } = JSON.parse(text)
    if (typeof appKey === 'string' && typeof databasePassword === 'string') {
      return { appKey, databasePassword }
    }
  } catch (error) {
    throw damaged(path, error)
  }
  throw damaged(path)
}

function damaged(path: string, cause?: unknown): LaunchProblem {
  return new LaunchProblem(
    `The secrets file ${path} can't be read.`,
    'Restore it from a backup; without it the database beside it can not be opened.',
    { cause }
  )
}

function randomText(): string {
  return randomBytes(32).toString('hex')
}
