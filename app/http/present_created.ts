import type { Assumption } from '#services/quotes/drafts/assume'
import type { Rating } from '#services/quotes/rate_facts'
import { presentRating } from './present_rating.ts'

/** A version of a quote that was just stored, with what it assumed. */
export function presentCreated(
  id: string,
  version: number,
  rating: Rating,
  assumed: readonly Assumption[],
  withWorksheet: boolean
) {
  return {
    id,
    version,
    assumed: assumed.map(presentAssumption),
    ...presentRating(rating, withWorksheet),
  }
}

/** An assumption with its place in the body of a rating. */
export function presentAssumption({ pointer, title, value }: Assumption) {
  return { pointer: `/facts${pointer}`, title, value }
}
