import { approveLimitOf, bindLimitOf, isOverLimit } from './authority.ts'
import { leastRole, mayDo, movesOf, type PersonMove, type QuoteStatus, type Role } from './moves.ts'

/** A move that someone can not make on a quote, and what it takes. */
export interface BlockedMove {
  readonly move: PersonMove
  readonly because:
    | { readonly type: 'not_allowed'; readonly needs: Role }
    | { readonly type: 'over_authority'; readonly limit: string }
    | { readonly type: 'quote_expired'; readonly on: string }
    | { readonly type: 'not_approved' }
}

/** What must be known of a quote to say what it waits for. */
export interface QuoteStanding {
  readonly status: QuoteStatus
  readonly total: string
  readonly expiresOn: string | null
}

/**
 * The moves that a quote's status allows, or that it waits for, but that are not open to someone of the
 * role today, each with the one thing that stands in the way.
 */
export function blockedMoves(
  quote: QuoteStanding,
  role: Role,
  today: string
): readonly BlockedMove[] {
  const blocked: BlockedMove[] = []
  for (const move of movesOf(quote.status)) {
    const because = obstacleTo(move, quote, role, today)
    if (because) blocked.push({ move, because })
  }
  if (quote.status === 'referred') blocked.push({ move: 'bind', because: { type: 'not_approved' } })
  return blocked
}

function obstacleTo(
  move: PersonMove,
  { total, expiresOn }: QuoteStanding,
  role: Role,
  today: string
): BlockedMove['because'] | undefined {
  if (!mayDo(role, move)) return { type: 'not_allowed', needs: leastRole(move) }
  if (move !== 'bind' && move !== 'approve') return undefined
  if (expiresOn !== null && expiresOn < today) return { type: 'quote_expired', on: expiresOn }
  const limit = move === 'bind' ? bindLimitOf(role) : approveLimitOf(role)
  return limit !== null && isOverLimit(total, limit) ? { type: 'over_authority', limit } : undefined
}
