import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** The number of a quote's newest version; undefined where there is no such quote. */
export async function newestNumber(
  quoteId: string,
  client: QueryClientContract
): Promise<number | undefined> {
  const row = await client
    .from('quote_versions')
    .where('quote_id', quoteId)
    .max('number as number')
    .first()
  return row?.number ?? undefined
}
