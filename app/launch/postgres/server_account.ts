import { LaunchProblem } from '../launch_problem.ts'
import { runProgram } from '../run_program.ts'

/** The user and group that the embedded server runs as. */
export interface ServerAccount {
  readonly uid: number
  readonly gid: number
}

const ACCOUNT_NAMES = ['postgres', 'nobody']

/**
 * The account for the server when this process is root, made where the system has none;
 * undefined when this process is an ordinary user, who runs the server as himself.
 */
export async function findServerAccount(): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const known = await lookUp('postgres')
  if (known !== undefined) return known
  await runProgram('groupadd', ['postgres']).catch(() => undefined)
  await runProgram('useradd', ['-g', 'postgres', 'postgres']).catch(() => undefined)
  for (const name of ACCOUNT_NAMES) {
    const account = await lookUp(name)
    if (account !== undefined) return account
  }
  throw new LaunchProblem(
    'PostgreSQL refuses to run as root, and no account "postgres" could be made for it.',
    'Start as an ordinary user, or add a user named postgres.'
  )
}

async function lookUp(name: string): Promise<ServerAccount | undefined> {
  const user = await runProgram('id', ['-u', name])
  const group = await runProgram('id', ['-g', name])
  if (user.exitCode !== 0 || group.exitCode !== 0) return undefined
  return { uid: Number(user.output.trim()), gid: Number(group.output.trim()) }
}
