import type { RatingSummary, RuleOutcome } from '#rules/index'
import type { Assumption, Rating } from '#services/quotes/rate_as_asked'

/**
 * A rating as the API shows it: decision, reasons, each premium, and what nobody answered; the whole worksheet where it
 * is asked for.
 */
export function presentRating(
  { transaction, rated }: Rating,
  assumed: readonly Assumption[],
  withWorksheet: boolean
) {
  const { summary } = rated
  return {
    plan: summary.plan,
    program_hash: summary.programHash,
    transaction,
    effective_on: summary.effectiveOn,
    currency: summary.currency,
    decision: summary.decision,
    reasons: summary.applied.map(presentReason),
    premiums: presentPremiums(summary),
    fees: summary.fees.map(({ name, title, amount }) => ({ name, title, amount })),
    premium: summary.premium,
    fee_total: summary.feeTotal,
    total: summary.total,
    assumed: assumed.map(presentAssumption),
    ...(withWorksheet && { worksheet: rated.worksheet }),
  }
}

/** An assumption with its place in the body of a rating. */
export function presentAssumption({ pointer, title, value }: Assumption) {
  return { pointer: `/facts${pointer}`, title, value }
}

/** A rule that holds, as the API shows it. */
export function presentReason({ rule, title, action, reason, to, citation, because }: RuleOutcome) {
  return { rule, title, action, reason, to, citation, because }
}

/** Every premium of a rating, as the API shows it. */
export function presentPremiums({ sections }: Pick<RatingSummary, 'sections'>) {
  return sections.flatMap(({ entity, number, premiums }) =>
    premiums.map(({ coverage, title, terms, premium }) => ({
      entity,
      number,
      coverage,
      title,
      terms,
      premium,
    }))
  )
}
