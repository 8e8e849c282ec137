import logger from '@adonisjs/core/services/logger'
import { Client } from 'pg'
import type { Hearing, Listener } from './listener.ts'

/** How often a lost connection is tried to be opened anew. */
const RETRY_MS = 500

/** Hears notices of the database (LISTEN). */
export class DatabaseListener implements Listener {
  #client: Client | undefined
  #retry: NodeJS.Timeout | undefined
  #stopped = true

  constructor(
    private readonly databaseUrl: string,
    private readonly channels: readonly string[],
    private readonly hearing: Hearing
  ) {}

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
