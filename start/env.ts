import { Env } from '@adonisjs/core/env'

/** Everything the host reads from its environment; bin/start.ts provides what is required. */
export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum.optional(['development', 'production', 'test'] as const),
  HOST: Env.schema.string.optional(),
  PORT: Env.schema.number.optional(),
  PUBLIC_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  LOG_LEVEL: Env.schema.string.optional(),
  APP_KEY: Env.schema.secret(),
  DATABASE_URL: Env.schema.string.optional(),
  DATA_DIR: Env.schema.string.optional(),
  REDIS_URL: Env.schema.string.optional(),
  MAIL_DIR: Env.schema.string.optional(),
  SMTP_URL: Env.schema.string.optional(),
  INSURER_NAME: Env.schema.string.optional(),
  INSURER_CONTACT: Env.schema.string.optional(),
  INSURER_EMAIL: Env.schema.string.optional(),
  DEMO_ACCOUNTS: Env.schema.boolean.optional(),
  API_REQUESTS_PER_MINUTE: Env.schema.number.optional(),
  SECURE_COOKIES: Env.schema.boolean.optional(),
})
