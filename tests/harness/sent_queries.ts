import db from '@adonisjs/lucid/services/db'

/** A statement that was sent to PostgreSQL. */
export interface SentQuery {
  /** With `$1` and so on where values are bound. */
  readonly sql: string
  readonly bindings: readonly unknown[]
}

/** What is sent to the database by this process while something is done: inside of transactions too. */
export async function sentDuring(work: () => Promise<unknown>): Promise<readonly SentQuery[]> {
  const sent: SentQuery[] = []
  const note = ({ sql, bindings }: Partial<SentQuery>) => {
    if (sql !== undefined) sent.push({ sql, bindings: bindings ?? [] })
  }
  const knex = db.connection().getWriteClient()
  knex.on('query', note)
  try {
    await work()
  } finally {
    knex.removeListener('query', note)
  }
  return sent
}
