import type QuoteVersion from '#models/quote_version'

/** A version of a quote as the API shows it, with its facts. */
export function presentVersion(version: QuoteVersion) {
  return {
    number: version.number,
    transaction: version.transaction,
    effective_on: version.effectiveOn,
    decision: version.decision,
    currency: version.currency,
    premium: version.premium,
    fee_total: version.feeTotal,
    total: version.total,
    program_hash: version.programHash,
    actor: { name: version.actor.fullName },
    recorded_at: version.recordedAt,
    facts: version.facts,
  }
}
