import { once } from 'node:events'
import { createServer } from 'node:net'
import { errorCode, LaunchProblem } from './launch_problem.ts'

/** Reports a port that can't be listened on before anything else is started. */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer()
  probe.listen(port, host)
  try {
    await once(probe, 'listening')
  } catch (error) {
    throw portProblem(host, port, error)
  }
  await new Promise((closed) => probe.close(closed))
}

/** The problem behind a failed listen, in words. */
export function portProblem(host: string, port: number, error: unknown): LaunchProblem {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new LaunchProblem(
        `Port ${port} on ${host} is taken by another program.`,
        `Stop that program, or choose another port: PORT=${port + 1} npm start`,
        { cause: error }
      )
    case 'EACCES':
      return new LaunchProblem(
        `Port ${port} may not be used by this user.`,
        'Choose one above 1023: PORT=3333 npm start',
        { cause: error }
      )
    default:
      return new LaunchProblem(
        `${host}:${port} can't be listened on (${errorCode(error) ?? String(error)}).`,
        'Set HOST to an address of this machine, or leave it out for localhost.',
        { cause: error }
      )
  }
}

/** A port of 127.0.0.1 that nothing listens on at this moment. */
export async function findFreePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('No port was assigned')
  return address.port
}
