import type { Transaction } from '#services/plans/find_plan_in_force'
import { answerByVin, assumeWhatIsMissing, type Assumption } from './drafts/assume.ts'
import { rateFacts, type Rating, type RatingFailure } from './rate_facts.ts'

export type { Assumption } from './drafts/assume.ts'
export type { Rating } from './rate_facts.ts'

export type AskedRating =
  | { readonly ok: true; readonly rating: Rating; readonly assumed: readonly Assumption[] }
  | { readonly ok: false; readonly error: RatingFailure }

/**
 * Rates facts with what a VIN among them answers and, where it is asked for, with everything else that is missing
 * by the stated assumptions; says what nobody answered. Whatever rates what someone sends goes through here.
 */
export async function rateAsAsked({
  assume = false,
  ...request
}: {
  readonly plan: string
  readonly transaction: Transaction
  readonly facts: unknown
  readonly assume?: boolean
}): Promise<AskedRating> {
  const { facts, assumed } = await (assume ? assumeWhatIsMissing(request) : answerByVin(request))
  const rated = await rateFacts({ ...request, facts })
  return rated.ok ? { ok: true, rating: rated.rating, assumed } : rated
}
