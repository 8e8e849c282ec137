import type { RatingSummary, RuleOutcome } from '#rules/index'
import type { Rating } from '#services/quotes/rate_facts'

/** A rating as the API shows it: decision, reasons, each premium; the whole worksheet where it is asked for. */
export function presentRating({ transaction, rated }: Rating, withWorksheet: boolean) {
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
    ...(withWorksheet && { worksheet: rated.worksheet }),
  }
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
