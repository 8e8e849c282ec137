import logger from '@adonisjs/core/services/logger'
import { listenForEvents } from './live_channel.ts'
import type { Listener } from './listener.ts'
import type { LiveEvent } from './live_event.ts'
import { newestEventId, pruneOutbox, readNewEvents } from './read_outbox.ts'

/** How often the outbox is looked into without an announcement, which may have been lost. */
const LOOK_MS = 1000

/**
 * Hands every new event of the outbox on, in order: at once when it is announced, and within a second
 * when it is not.
 */
export class OutboxListener {
  readonly #announcements: Listener
  #handedOn = '0'
  #reading: Promise<void> | undefined
  #wanted = false
  #timer: NodeJS.Timeout | undefined

  constructor(
    databaseUrl: string,
    private readonly handOn: (event: LiveEvent) => void
  ) {
    const read = () => void this.#read()
    this.#announcements = listenForEvents(databaseUrl, { heard: read, connected: read })
  }

  /** The newest event handed on: all up to it are complete. */
  get handedOn(): string {
    return this.#handedOn
  }

  /** Resolves once everything that is committed by now was handed on. */
  catchUp(): Promise<void> {
    return this.#read()
  }

  async start(): Promise<void> {
    await pruneOutbox()
    this.#handedOn = await newestEventId()
    await this.#announcements.start()
    this.#timer = setInterval(() => void this.#read(), LOOK_MS).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    await this.#announcements.stop()
    await this.#reading
  }

  /** Reads once more after the reading under way, however many announcements come in during it. */
  #read(): Promise<void> {
    this.#wanted = true
    this.#reading ??= this.#readAll()
      .catch((error: unknown) => this.#complain(error, 'the outbox was not read'))
      .finally(() => (this.#reading = undefined))
    return this.#reading
  }

  async #readAll(): Promise<void> {
    while (this.#wanted) {
      this.#wanted = false
      for (const event of await readNewEvents(this.#handedOn)) {
        this.#handedOn = event.id
        this.handOn(event)
      }
    }
  }

  #complain(error: unknown, what: string): void {
    logger.warn({ err: error }, `live events: ${what}`)
  }
}
