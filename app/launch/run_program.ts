import { spawn } from 'node:child_process'
import type { ServerAccount } from './postgres/server_account.ts'

/** How a program ended, with everything it said. */
export interface ProgramResult {
  readonly exitCode: number | null
  readonly output: string
}

interface ProgramOptions {
  readonly account?: ServerAccount
  readonly env?: NodeJS.ProcessEnv
  /** The root folder when not given: the account may not be able to enter ours. */
  readonly cwd?: string
  /** Tells the program to stop; its end is then awaited as ever. */
  readonly signal?: AbortSignal
}

/** Runs a program to its end, as another account where one is given; never through a shell. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: ProgramOptions = {}
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...options.account,
      cwd: options.cwd ?? '/',
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const collect = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', reject)
    options.signal?.addEventListener('abort', () => child.kill())
    child.on('close', (exitCode) => resolve({ exitCode, output }))
  })
}
