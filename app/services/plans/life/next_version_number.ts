import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** The number of the version that a plan gets next; its callers hold the plan's lock. */
export async function nextVersionNumber(
  planId: number,
  transaction: TransactionClientContract
): Promise<number> {
  const newest = await transaction
    .from('plan_versions')
    .where('plan_id', planId)
    .max('number as number')
    .first()
  return (newest?.number ?? 0) + 1
}
