import type { Redis } from 'ioredis'
import type { Hearing, Listener } from './listener.ts'
import { redisConnection } from './redis_connection.ts'

/** Hears notices through Redis, for where a pool stands before the database that passes no notices on. */
export class RedisListener implements Listener {
  #redis: Redis | undefined

  constructor(
    private readonly url: string,
    private readonly channels: readonly string[],
    private readonly hearing: Hearing
  ) {}

  async start(): Promise<void> {
    const redis = redisConnection(this.url, {
      autoResubscribe: false,
      maxRetriesPerRequest: null,
      connectionName: `ratewright ${this.channels.join(' ')}`,
    })
    this.#redis = redis
    redis.on('message', (channel: string, payload: string) => this.hearing.heard(channel, payload))
    // What fails here is told as the connection's error, and tried again with the next one.
    const listening = new Promise<void>((resolve) => {
      redis.on('ready', () => {
        redis.subscribe(...this.channels).then(
          () => {
            this.hearing.connected()
            resolve()
          },
          () => undefined
        )
      })
      redis.once('close', resolve)
    })
    redis.connect().catch(() => undefined)
    await listening
  }

  async stop(): Promise<void> {
    this.#redis?.disconnect()
    this.#redis = undefined
  }
}
