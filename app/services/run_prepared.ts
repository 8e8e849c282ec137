import type { Client as Connection } from 'pg'
import db from '@adonisjs/lucid/services/db'

/**
 * Carries out a statement that each connection parses and plans once under its name, and gives its rows. It goes to
 * the pool's connection directly: of a small statement, building the query anew each time would be most of its cost.
 * @throws KnexTimeoutError where no connection comes free in time.
 */
export async function runPrepared<Row>(
  name: string,
  text: string,
  values: unknown[]
): Promise<readonly Row[]> {
  // Knex does not say what kind of connection its pool holds; ours is PostgreSQL's.
  const pool = db.connection().getReadClient().client as Pool
  const connection = await pool.acquireConnection()
  try {
    const { rows } = await connection.query({ name, text, values })
    // The statement's columns are what its caller says.
    return rows as Row[]
  } finally {
    pool.releaseConnection(connection)
  }
}

interface Pool {
  acquireConnection(): Promise<Connection>
  releaseConnection(connection: Connection): void
}
