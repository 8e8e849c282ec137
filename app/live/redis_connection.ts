import logger from '@adonisjs/core/services/logger'
import { Redis, type RedisOptions } from 'ioredis'

/** How often a lost connection is tried to be opened anew. */
const RETRY_MS = 500

/** A connection that is opened when it is first used or connected, and anew whenever it is lost. */
export function redisConnection(url: string, options: RedisOptions): Redis {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => RETRY_MS, ...options })
  redis.on('error', (error: Error) => {
    logger.warn({ err: error }, 'live events: no connection to Redis')
  })
  return redis
}
