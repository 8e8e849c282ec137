import logger from '@adonisjs/core/services/logger'
import { Client } from 'pg'

/** How often a lost connection is tried to be opened anew. */
const RETRY_MS = 500

/** What a listener does with what it hears. */
export interface Hearing {
  /** A notice on one of the channels, with what it says. */
  heard(channel: string, payload: string): void
  /** The connection stands (again): whatever was said while it did not was missed. */
  connected(): void
}

/**
 * Hears notices of the database (LISTEN) on a connection of its own, which is opened anew when it is
 * lost. Notices may be missed meanwhile, so whoever relies on them looks for themselves as well.
 */
export class DatabaseListener {
  #client: Client | undefined
  #retry: NodeJS.Timeout | undefined
  #stopped = true

  constructor(
    private readonly databaseUrl: string,
    private readonly channels: readonly string[],
    private readonly hearing: Hearing
  ) {}

  /** Resolves once it listens, or once the first try failed and more will follow. */
  async start(): Promise<void> {
    this.#stopped = false
    await this.#connect()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#retry)
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => undefined)
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.databaseUrl,
      keepAlive: true,
      application_name: `ratewright ${this.channels.join(' ')}`,
    })
    this.#client = client
    const lose = () => this.#lose(client)
    client.on('notification', ({ channel, payload }) => this.hearing.heard(channel, payload ?? ''))
    client.on('error', lose)
    client.on('end', lose)
    try {
      await client.connect()
      for (const channel of this.channels) {
        await client.query(`listen ${client.escapeIdentifier(channel)}`)
      }
      this.hearing.connected()
    } catch (error) {
      logger.warn({ err: error }, `no connection to listen on ${this.channels.join(', ')}`)
      lose()
    }
  }

  #lose(client: Client): void {
    if (this.#client !== client) return
    this.#client = undefined
    void client.end().catch(() => undefined)
    if (this.#stopped) return
    this.#retry = setTimeout(() => void this.#connect(), RETRY_MS).unref()
  }
}
