import logger from '@adonisjs/core/services/logger'
import { Client } from 'pg'
import type { LiveEvent } from './live_event.ts'
import { newestEventId, pruneOutbox, readNewEvents } from './read_outbox.ts'

/** How often the outbox is looked into without an announcement, which may have been lost. */
const LOOK_MS = 1000

/**
 * Hands every new event of the outbox on, in order: at once when it is announced, and within a second
 * when it is not. A lost connection to the announcements is opened anew.
 */
export class OutboxListener {
  #client: Client | undefined
  #handedOn = '0'
  #reading: Promise<void> | undefined
  #wanted = false
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly databaseUrl: string,
    private readonly handOn: (event: LiveEvent) => void
  ) {}

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
    await this.#listen()
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    const client = this.#client
    this.#client = undefined
    await this.#reading
    await client?.end()
  }

  #look(): void {
    if (this.#client === undefined) {
      this.#listen().catch((error: unknown) => this.#complain(error, 'no connection'))
    }
    void this.#read()
  }

  async #listen(): Promise<void> {
    const client = new Client({ connectionString: this.databaseUrl, keepAlive: true })
    this.#client = client
    const lose = () => {
      if (this.#client === client) this.#client = undefined
    }
    client.on('notification', () => void this.#read())
    client.on('error', lose)
    client.on('end', lose)
    try {
      await client.connect()
      await client.query('listen live_events')
    } catch (error) {
      lose()
      throw error
    }
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
