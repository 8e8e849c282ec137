import { types } from 'pg'
import { defineConfig } from '@adonisjs/lucid'
import env from '#start/env'

/** A calendar date stays the text that it is: as a moment it would depend on a time zone. */
types.setTypeParser(types.builtins.DATE, (text) => text)

/** What was bound to a statement that failed stays out of its error, and so out of the log; Knex's own option. */
const QUIET = { compileSqlOnError: false }

const databaseConfig = defineConfig({
  connection: 'postgres',
  connections: {
    postgres: {
      client: 'pg',
      ...QUIET,
      connection: { connectionString: env.get('DATABASE_URL', 'postgres://localhost/ratewright') },
      // Whoever waits longer for a connection is told to come back.
      pool: { min: 0, max: 20, acquireTimeoutMillis: 3000 },
      migrations: { naturalSort: true, paths: ['database/migrations'] },
      schemaGeneration: {
        enabled: true,
        outputPath: 'database/schema.ts',
        rulesPaths: ['./database/schema_rules.ts'],
        excludeTables: [
          'adonis_schema',
          'adonis_schema_versions',
          'auth_access_tokens',
          'idempotency_keys',
          'rate_limits',
          'sessions',
        ],
      },
    },
  },
})

export default databaseConfig
