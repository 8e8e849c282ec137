import type { ServerResponse } from 'node:http'
import type transmit from '@adonisjs/transmit/services/main'
import { frameOf, type Frame } from './frame.ts'
import type { LiveEvent } from './live_event.ts'

type TransmitStream = ReturnType<typeof transmit.createStream>

/** Bytes that may wait for a slow reader before it is cut off; it catches up when it returns. */
const MAX_WAITING_BYTES = 256 * 1024

/**
 * One open stream. Events that arrive while it catches up wait until it has; each is sent once, in
 * ascending order, with its id, which stock Transmit does not write.
 */
export class LiveStream {
  #waiting: LiveEvent[] | undefined = []
  #sentUpTo: bigint

  constructor(
    stream: TransmitStream,
    private readonly response: ServerResponse,
    after: string
  ) {
    this.#sentUpTo = BigInt(after)
    stream.writeMessage = ({ data }: { data?: unknown }) => this.#receive(data)
  }

  /** Sends what was missed, then whatever came in meanwhile, then that it is up to date. */
  catchUp(missed: readonly LiveEvent[]): void {
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const event of [...missed, ...waiting]) this.#send(frameOf(event))
    this.#write(`id: ${this.#sentUpTo}\nevent: ready\ndata: {"type":"ready"}\n\n`)
  }

  /** Keeps proxies and clients from taking silence for a dead line. */
  beat(): void {
    this.#write(': beat\n\n')
  }

  end(): void {
    this.response.end()
  }

  #receive(data: unknown): boolean {
    const event = readBroadcast(data)
    if (event === undefined) return true
    if (this.#waiting) this.#waiting.push(event)
    else this.#send(frameOf(event))
    return true
  }

  #send({ id, bytes }: Frame): void {
    if (id <= this.#sentUpTo) return
    this.#sentUpTo = id
    this.#write(bytes)
  }

  #write(piece: string | Buffer): void {
    if (this.response.writableLength > MAX_WAITING_BYTES) this.response.destroy()
    else this.response.write(piece)
  }
}

/** The event inside what Transmit hands to each subscriber of a channel. */
function readBroadcast(data: unknown): LiveEvent | undefined {
  const payload = typeof data === 'object' && data !== null && 'payload' in data && data.payload
  // Only LiveHub broadcasts, and it broadcasts live events.
  return payload ? (payload as unknown as LiveEvent) : undefined
}
