import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Assumption } from './assume.ts'

/** Keeps which facts of a version nobody answered, in the transaction that stores the version. */
export async function keepAssumptions(
  {
    quoteId,
    number,
    assumed,
  }: {
    readonly quoteId: string
    readonly number: number
    readonly assumed: readonly Assumption[]
  },
  transaction: TransactionClientContract
): Promise<void> {
  if (assumed.length === 0) return
  const pointers = JSON.stringify(assumed.map(({ pointer }) => pointer))
  await transaction.table('quote_assumptions').insert({ quote_id: quoteId, number, pointers })
}

/** The places of the facts that a version assumed. */
export async function findAssumptions(quoteId: string, number: number): Promise<readonly string[]> {
  const row = await db
    .from('quote_assumptions')
    .where({ quote_id: quoteId, number })
    .select('pointers')
    .first()
  // The column holds what `keepAssumptions` wrote; the driver hands json over parsed.
  return row ? (typeof row.pointers === 'string' ? JSON.parse(row.pointers) : row.pointers) : []
}
