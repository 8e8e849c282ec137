import logger from '@adonisjs/core/services/logger'
import transmit from '@adonisjs/transmit/services/main'
import { Client } from 'pg'
import { newestEventId, pruneOutbox, readOutbox } from './read_outbox.ts'

const RETRY_MS = 1000

/**
 * Hears of every new event through LISTEN and hands it to this instance's subscribers, in order.
 * A lost connection is opened anew, and what was announced meanwhile is read from the outbox.
 */
export class OutboxListener {
  #client: Client | undefined
  #seen = '0'
  #draining: Promise<void> | undefined
  #announced = false
  #retry: NodeJS.Timeout | undefined
  #closed = false

  constructor(private readonly databaseUrl: string) {}

  async start(): Promise<void> {
    await pruneOutbox()
    this.#seen = await newestEventId()
    await this.#connect()
  }

  async stop(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    await this.#draining
    await this.#client?.end().catch(() => undefined)
  }

  async #connect(): Promise<void> {
    const client = new Client({ connectionString: this.databaseUrl, keepAlive: true })
    client.on('notification', () => this.#announce())
    client.on('error', () => this.#reconnect(client))
    client.on('end', () => this.#reconnect(client))
    this.#client = client
    await client.connect()
    await client.query('listen live_events')
    this.#announce()
  }

  #reconnect(from: Client): void {
    if (this.#closed || from !== this.#client) return
    this.#client = undefined
    void from.end().catch(() => undefined)
    this.#retry = setTimeout(() => {
      this.#connect().catch((error: unknown) => {
        logger.warn({ err: error }, 'live events: no connection to the database yet')
        if (this.#client) this.#reconnect(this.#client)
      })
    }, RETRY_MS)
  }

  /** Reads once more after the reading under way, however many announcements come in during it. */
  #announce(): void {
    this.#announced = true
    this.#draining ??= this.#drain()
      .catch((error: unknown) =>
        logger.warn({ err: error }, 'live events: the outbox was not read')
      )
      .finally(() => (this.#draining = undefined))
  }

  async #drain(): Promise<void> {
    while (this.#announced && !this.#closed) {
      this.#announced = false
      for (const event of await readOutbox('all', this.#seen)) {
        this.#seen = event.id
        // Transmit's payload type asks for an index signature, which an interface lacks.
        transmit.broadcast(event.channel, { ...event } as never)
      }
    }
  }
}
