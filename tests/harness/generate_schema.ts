import { ignite } from '../../bin/ignite.ts'
import { startTestDatabase } from './test_database.ts'

/** Runs the migrations on an empty database and writes the model schemas that follow from them. */
const database = await startTestDatabase()
process.env.APP_KEY = 'x'.repeat(32)
process.env.DATABASE_URL = database.databaseUrl
try {
  const ace = ignite().ace()
  await ace.handle(['migration:run', '--force'])
} finally {
  await database.stop()
}
