import { defineConfig, stores } from '@adonisjs/limiter'
import env from '#start/env'

/** How many requests below /api/v1 an account has a minute with each instance. */
export const requestsPerMinute = env.get('API_REQUESTS_PER_MINUTE', 12_000)

/**
 * Tries to sign in are counted in the database, which instances share; requests in memory, where
 * counting them costs nothing.
 */
const limiterConfig = defineConfig({
  default: 'database',
  stores: {
    database: stores.database({ tableName: 'rate_limits' }),
    memory: stores.memory({}),
  },
})

export default limiterConfig

declare module '@adonisjs/limiter/types' {
  export interface LimitersList extends InferLimiters<typeof limiterConfig> {}
}
