import type { Standing } from '#services/quotes/life/decide_quote'

/** Where a quote stands after a move, as the API shows it. */
export function presentStanding(id: string, { status, expiresOn, expiryReason }: Standing) {
  return { id, status, expires_on: expiresOn, expiry_reason: expiryReason }
}
