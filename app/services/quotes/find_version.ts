import QuoteVersion from '#models/quote_version'

/** One version of a quote with its facts; null when there is none. */
export function findVersion(quoteId: string, number: number): Promise<QuoteVersion | null> {
  return QuoteVersion.query()
    .where({ quoteId, number })
    .preload('actor', (query) => query.select('id', 'fullName'))
    .first()
}
