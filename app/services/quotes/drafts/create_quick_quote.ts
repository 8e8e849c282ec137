import db from '@adonisjs/lucid/services/db'
import { createQuote, type Author, type CreatedQuote } from '../create_quote.ts'
import type { Rating } from '../rate_facts.ts'
import type { Assumption } from './assume.ts'
import { keepAssumptions } from './keep_assumptions.ts'

/** Stores a rating as a new quote, together with what it assumed. */
export function createQuickQuote(
  rating: Rating,
  assumed: readonly Assumption[],
  author: Author
): Promise<CreatedQuote> {
  if (assumed.length === 0) return createQuote(rating, author)
  return db.transaction(async (transaction) => {
    const created = await createQuote(rating, author, transaction)
    await keepAssumptions({ quoteId: created.id, number: created.version, assumed }, transaction)
    return created
  })
}
