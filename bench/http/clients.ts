import { Agent, request } from 'node:http'

/** An answer of the API. */
export interface Answer {
  readonly status: number
  readonly body: Buffer
}

/** Sends requests to one platform on connections that stay open. */
export class Clients {
  readonly #agent: Agent

  constructor(
    private readonly target: { readonly host: string; readonly port: number },
    private readonly token: string,
    count: number
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: count })
  }

  send(method: 'GET' | 'POST', path: string, body?: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${this.token}`,
        ...(body && { 'content-type': 'application/json', 'content-length': body.length }),
      }
      const sent = request({ ...this.target, agent: this.#agent, path, method, headers })
      sent.on('error', reject)
      sent.on('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) })
        )
      })
      sent.end(body)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** How long each piece of work took, in milliseconds, ascending, and how many of them failed. */
export interface Timed {
  readonly times: readonly number[]
  readonly failed: number
  readonly seconds: number
}

/**
 * Lets so many clients each do one piece of work after another until the time is over; `work` says whether its
 * answer was a good one, or undefined where nothing is left to do.
 */
export async function inTurn(
  clients: number,
  forMs: number,
  work: () => Promise<boolean | undefined>
): Promise<Timed> {
  const times: number[] = []
  let failed = 0
  const started = performance.now()
  const client = async () => {
    while (performance.now() < started + forMs) {
      const before = performance.now()
      const isGood = await work()
      if (isGood === undefined) return
      times.push(performance.now() - before)
      if (!isGood) failed++
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const seconds = (performance.now() - started) / 1000
  return { times: times.toSorted((a, b) => a - b), failed, seconds }
}

/** The time below which the share of them is. */
export function quantile({ times }: Timed, share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
}
