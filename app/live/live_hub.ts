import { randomUUID } from 'node:crypto'
import logger from '@adonisjs/core/services/logger'
import type { HttpContext } from '@adonisjs/core/http'
import transmit from '@adonisjs/transmit/services/main'
import { Fresh } from '#services/fresh'
import type { LiveEvent } from './live_event.ts'
import { LiveStream } from './live_stream.ts'
import { OutboxListener } from './outbox_listener.ts'
import { readMissedEvents } from './read_outbox.ts'

const BEAT_MS = 15_000

/** Streams end after a while and come back, so that a right once given is checked again. */
const LONGEST_STREAM_MS = 15 * 60_000

/** What was missed between two ids never changes; it is kept for those who come back at the same time. */
const MISSED_KEPT_MS = 10_000
const MOST_MISSED_KEPT = 20

interface OpenStream {
  readonly live: LiveStream
  readonly sessionId: string | undefined
}

/** All open streams of this instance, and the listener that feeds them. */
export class LiveHub {
  readonly #streams = new Set<OpenStream>()
  readonly #listener: OutboxListener
  readonly #missed = new Fresh<readonly LiveEvent[]>(MISSED_KEPT_MS, MOST_MISSED_KEPT)
  #beat: NodeJS.Timeout | undefined

  constructor(databaseUrl: string) {
    this.#listener = new OutboxListener(databaseUrl, broadcast)
  }

  async start(): Promise<void> {
    await this.#listener.start()
    this.#beat = setInterval(() => {
      for (const { live } of this.#streams) live.beat()
    }, BEAT_MS).unref()
  }

  /** Ends all streams; their clients connect again, to another instance if there is one. */
  async stop(): Promise<void> {
    clearInterval(this.#beat)
    for (const { live } of this.#streams) live.end()
    await this.#listener.stop()
  }

  /**
   * Turns the request into a stream of the channels, which the caller has authorised. The stream's
   * id is made here and bound to this connection, so nobody can name another's.
   */
  async open(ctx: HttpContext, channels: readonly string[], lastEventId?: string): Promise<void> {
    const uid = randomUUID()
    const { response } = ctx.response
    const after = lastEventId ?? this.#listener.handedOn
    // A stream lasts as long as its connection: without chunks an event is one write to it instead of four.
    response.removeHeader('transfer-encoding')
    const stream = transmit.createStream({
      uid,
      context: ctx,
      request: ctx.request.request,
      response,
      injectResponseHeaders: ctx.response.getHeaders(),
    })
    const open: OpenStream = {
      live: new LiveStream(stream, response, after),
      sessionId: ctx.session?.sessionId,
    }
    this.#streams.add(open)
    const expiry = setTimeout(() => open.live.end(), LONGEST_STREAM_MS).unref()
    response.on('close', () => {
      clearTimeout(expiry)
      this.#streams.delete(open)
    })
    try {
      for (const channel of channels) {
        await transmit.subscribe({ uid, channel, context: ctx, skipAuthorization: true })
      }
      await this.#listener.catchUp()
      // Whatever is newer than this reaches the stream by broadcast.
      open.live.catchUp(await this.#missedBetween(channels, after, this.#listener.handedOn))
    } catch (error) {
      // Its head is sent already: ended, it comes back and tries again, where it would wait for ever.
      logger.warn({ err: error }, 'live events: a stream could not catch up')
      open.live.end()
    }
  }

  /** After a restart thousands come back at once with the same id: what they missed is read once for all. */
  async #missedBetween(channels: readonly string[], after: string, upTo: string) {
    if (BigInt(after) >= BigInt(upTo)) return []
    return this.#missed.get([after, upTo, ...channels].join(' '), () =>
      readMissedEvents(channels, after, upTo)
    )
  }

  /** Ends the streams of a session that was signed out. */
  endSession(sessionId: string): void {
    for (const open of this.#streams) if (open.sessionId === sessionId) open.live.end()
  }
}

function broadcast(event: LiveEvent): void {
  // Transmit's payload type asks for an index signature, which an interface lacks.
  transmit.broadcast(event.channel, { ...event } as never)
}
