import type { QuoteSummary } from '#services/quotes/quote_summary'

/** A quote as the API shows it. */
export function presentQuote(quote: QuoteSummary) {
  return {
    id: quote.id,
    version: quote.version,
    status: quote.status,
    expires_on: quote.expiresOn,
    expiry_reason: quote.expiryReason,
    plan: quote.plan,
    transaction: quote.transaction,
    effective_on: quote.effectiveOn,
    decision: quote.decision,
    currency: quote.currency,
    premium: quote.premium,
    fee_total: quote.feeTotal,
    total: quote.total,
    program_hash: quote.programHash,
    actor: { name: quote.actorName },
    recorded_at: quote.recordedAt,
  }
}
