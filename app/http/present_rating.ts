import type { RuleOutcome, Worksheet } from '#rules/index'
import type { Assumption, Rating } from '#services/quotes/rate_as_asked'

/**
 * A rating as the API shows it: decision, reasons, each premium, and what nobody answered; the whole worksheet where it
 * is asked for.
 */
export function presentRating(
  { transaction, worksheet }: Rating,
  assumed: readonly Assumption[],
  withWorksheet: boolean
) {
  return {
    plan: worksheet.plan,
    program_hash: worksheet.programHash,
    transaction,
    effective_on: worksheet.effectiveOn,
    currency: worksheet.currency,
    decision: worksheet.decision,
    reasons: worksheet.applied.map(presentReason),
    premiums: presentPremiums(worksheet),
    fees: worksheet.fees.map(({ name, title, amount }) => ({ name, title, amount })),
    premium: worksheet.premium,
    fee_total: worksheet.feeTotal,
    total: worksheet.total,
    assumed: assumed.map(presentAssumption),
    ...(withWorksheet && { worksheet }),
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

/** Every premium of a worksheet, as the API shows it. */
export function presentPremiums({ sections }: Worksheet) {
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
