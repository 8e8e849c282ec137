import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import type { Author } from '../create_quote.ts'
import { todayIn, type Expiry } from './expiry.ts'
import { isLegal, leastRole, mayMake, movesFor } from './moves.ts'
import type { Move, PersonMove, QuoteStatus, Role } from './moves.ts'
import { lockQuote, type LockedQuote } from './quote_under_lock.ts'
import { recordQuoteEvent } from './record_quote_event.ts'

/** Who moves a quote, and which state of it they saw. */
export interface Mover extends Author {
  readonly role: Role
  /** The lock version they saw (`If-Match`); undefined where they take it as it is. */
  readonly saw: number | undefined
}

const FAILURES: readonly string[] = [
  ...['no_such_quote', 'changed_meanwhile', 'not_allowed', 'illegal_move', 'erased', 'expired'],
]

/** Tells a refused move from what its work failed with. */
export function isMoveFailure(error: { readonly type: string }): error is MoveFailure {
  return FAILURES.includes(error.type)
}

/** The quote is no longer as it was seen. */
export interface Stale {
  readonly type: 'changed_meanwhile'
  readonly now: number
}

export type MoveFailure =
  | { readonly type: 'no_such_quote' }
  | Stale
  | { readonly type: 'not_allowed'; readonly role: Role; readonly needs: Role }
  | {
      readonly type: 'illegal_move'
      readonly status: QuoteStatus
      /** `save`: new answers for what is no longer a draft. */
      readonly move: Move | 'save' | 'reassign' | 'extend' | 'elect'
      readonly legal: readonly Move[]
    }
  | { readonly type: 'erased' }
  | { readonly type: 'expired'; readonly on: string; readonly reason: string | null }

/** What tells whether a quote can be moved. */
export type MovableQuote = Pick<
  LockedQuote,
  'status' | 'lockVersion' | 'isErased' | 'expiresOn' | 'expiryReason' | 'timeZone'
>

/** What a move comes to: the new status, and what the caller is told. */
export interface Moved<T> {
  readonly to: QuoteStatus
  readonly value: T
  readonly expiry?: Expiry
  /** How long it would hold if no other rates came; as `expiry` where nothing is said. */
  readonly ownExpiry?: Expiry
}

export type MoveResult<T, F = never> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: MoveFailure | F }

/** The moves that a price must still hold for. */
const NEEDS_PRICE: readonly Move[] = ['approve', 'bind']

/**
 * Moves a quote under its lock: the move must be legal, the mover entitled to it, and the quote as they
 * saw it. What `work` writes, the new status, the event and its announcement are one transaction, which
 * may be part of a larger one.
 */
export function moveQuote<T, F = never>(
  id: string,
  { move, reason }: { readonly move: PersonMove; readonly reason: string | null },
  by: Mover,
  work: (
    quote: LockedQuote,
    transaction: TransactionClientContract
  ) => Promise<Moved<T> | { readonly failed: F }>,
  within?: TransactionClientContract
): Promise<MoveResult<T, F>> {
  return (within ?? db).transaction(async (transaction): Promise<MoveResult<T, F>> => {
    const quote = await lockQuote(id, transaction)
    const refusal = refusalOf(quote, move, by)
    if (quote === undefined || refusal) {
      return { ok: false, error: refusal ?? { type: 'no_such_quote' } }
    }
    const moved = await work(quote, transaction)
    if ('failed' in moved) return { ok: false, error: moved.failed }
    await settle(quote, moved, { move, reason }, by, transaction)
    return { ok: true, value: moved.value }
  })
}

/** Why nothing can be written to a quote: it is not there, changed since it was seen, or erased. */
export function moveFailureOf(
  quote: Pick<LockedQuote, 'lockVersion' | 'isErased'> | undefined,
  by: Mover
): MoveFailure | undefined {
  if (quote === undefined) return { type: 'no_such_quote' }
  return staleness(quote, by) ?? (quote.isErased ? { type: 'erased' } : undefined)
}

/** Whether a quote changed since it was seen, by whoever saw one. */
export function staleness(
  { lockVersion }: Pick<LockedQuote, 'lockVersion'>,
  { saw }: Pick<Mover, 'saw'>
): Stale | undefined {
  if (saw === undefined || saw === lockVersion) return undefined
  return { type: 'changed_meanwhile', now: lockVersion }
}

/** Why someone can't make a move of a quote as it is, judged in the order in which it helps them most. */
export function refusalOf(
  quote: MovableQuote | undefined,
  move: PersonMove,
  by: Mover
): MoveFailure | undefined {
  const failure = moveFailureOf(quote, by)
  if (quote === undefined || failure) return failure
  const { status, expiresOn, expiryReason, timeZone } = quote
  const { role } = by
  if (!mayMake(role, move)) return { type: 'not_allowed', role, needs: leastRole(move) }
  if (!isLegal(status, move)) {
    return { type: 'illegal_move', status, move, legal: movesFor(status, role) }
  }
  if (NEEDS_PRICE.includes(move) && expiresOn !== null && expiresOn < todayIn(timeZone, by.at)) {
    return { type: 'expired', on: expiresOn, reason: expiryReason }
  }
  return undefined
}

async function settle(
  quote: LockedQuote,
  { to, expiry, ownExpiry = expiry }: Moved<unknown>,
  { move, reason }: { readonly move: Move; readonly reason: string | null },
  { userId, requestId, at }: Author,
  transaction: TransactionClientContract
): Promise<void> {
  const number = quote.lockVersion + 1
  await transaction
    .from('quotes')
    .where('id', quote.id)
    .update({
      status: to,
      lock_version: number,
      ...(expiry && {
        expires_on: expiry.on,
        expiry_reason: expiry.reason,
        own_expires_on: ownExpiry?.on,
        own_expiry_reason: ownExpiry?.reason,
      }),
    })
  await recordQuoteEvent(transaction, {
    quoteId: quote.id,
    number,
    kind: move,
    from: quote.status,
    to,
    reason,
    actorId: userId,
    requestId,
    at,
  })
}
