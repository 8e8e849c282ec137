import type { CreatedQuote } from '#services/quotes/create_quote'
import type { Assumption, Rating } from '#services/quotes/rate_as_asked'
import { presentRating } from './present_rating.ts'

/** A version that was just stored, with its rating and who made it. */
export interface ShownVersion extends CreatedQuote {
  readonly actorName: string
  readonly rating: Rating
  readonly assumed: readonly Assumption[]
}

/** A version of a quote that was just stored: all that a list shows of the quote, and its rating with what it assumed. */
export function presentCreated(stored: ShownVersion, withWorksheet: boolean) {
  const { id, version, status, expiry, recordedAt, actorName, rating, assumed } = stored
  return {
    id,
    version,
    status,
    expires_on: expiry.on,
    expiry_reason: expiry.reason,
    ...presentRating(rating, assumed, withWorksheet),
    actor: { name: actorName },
    recorded_at: recordedAt,
  }
}
