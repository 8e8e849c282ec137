import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { recordLiveEvent } from '#live/record_live_event'
import type { Move, QuoteStatus } from './moves.ts'

/** One thing that happened to a quote; kept for good. */
export interface QuoteEvent {
  readonly quoteId: string
  /** The quote's lock version that it led to. */
  readonly number: number
  readonly kind:
    | Move
    | 'create'
    | 'reassign'
    | 'extend'
    | 'elect'
    | 'erase'
    | 'hold'
    | 'release'
    | 'insured'
    | 'new_rates'
  readonly from: QuoteStatus | null
  readonly to: QuoteStatus
  readonly reason: string | null
  /** Null where it was the calendar. */
  readonly actorId: number | null
  readonly requestId: string
  /** Now where it is left out. */
  readonly at?: Date | undefined
}

/**
 * Writes an event into the journal of its quote and tells those who listen, in the transaction that it tells of. Who
 * begins a draft or names the insured tells it in other words.
 */
export async function recordQuoteEvent(
  transaction: TransactionClientContract,
  event: QuoteEvent
): Promise<void> {
  await transaction.table('quote_events').insert({
    quote_id: event.quoteId,
    number: event.number,
    kind: event.kind,
    from_status: event.from,
    to_status: event.to,
    reason: event.reason,
    actor_id: event.actorId,
    request_id: event.requestId,
    ...(event.at && { recorded_at: event.at }),
  })
  const { quoteId: id, kind: move, to: status, number: revision, at } = event
  if (move === 'create' || move === 'insured') return
  await recordLiveEvent(transaction, {
    channel: 'quotes',
    payload: { type: 'quote_moved', id, move, status, revision },
    at,
  })
}
