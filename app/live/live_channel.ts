import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { Redis } from 'ioredis'
import env from '#start/env'
import { DatabaseListener } from './database_listener.ts'
import type { Hearing, Listener } from './listener.ts'
import { redisConnection } from './redis_connection.ts'
import { RedisListener } from './redis_listener.ts'

/** The channel on which instances tell each other that the outbox has something new, and nothing else. */
const CHANNEL = 'live_events'

/** In Redis, which others may use too. */
const REDIS_CHANNEL = 'ratewright:live_events'

/** Hears whenever an instance announces events: through Redis where REDIS_URL is set, else from the database. */
export function listenForEvents(databaseUrl: string, hearing: Hearing): Listener {
  const redisUrl = env.get('REDIS_URL')
  return redisUrl === undefined
    ? new DatabaseListener(databaseUrl, [CHANNEL], hearing)
    : new RedisListener(redisUrl, [REDIS_CHANNEL], hearing)
}

let publisher: Redis | undefined

/** Tells all instances, this one included, that the outbox has something new. */
export async function announceOnce(): Promise<void> {
  const redisUrl = env.get('REDIS_URL')
  if (redisUrl === undefined) await db.rawQuery(`notify ${CHANNEL}`)
  else await (publisher ??= openPublisher(redisUrl)).publish(REDIS_CHANNEL, '')
}

function openPublisher(redisUrl: string): Redis {
  const redis = redisConnection(redisUrl, { maxRetriesPerRequest: 1 })
  app.terminating(() => redis.disconnect())
  return redis
}
