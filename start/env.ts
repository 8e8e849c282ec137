import { Env } from '@adonisjs/core/env'

/** Everything the host reads from its environment; bin/start.ts provides what is required. */
export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum.optional(['development', 'production', 'test'] as const),
  HOST: Env.schema.string.optional({ format: 'host' }),
  PORT: Env.schema.number.optional(),
  LOG_LEVEL: Env.schema.string.optional(),
  APP_KEY: Env.schema.secret(),
  DATA_DIR: Env.schema.string.optional(),
  DATABASE_URL: Env.schema.string.optional(),
  SECURE_COOKIES: Env.schema.boolean.optional(),
})
