import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import QuoteVersion from '#models/quote_version'
import { recordNotice } from '#services/notices/record_notice'
import { approveLimitOf, isOverLimit } from './authority.ts'
import { statusOfDecision, type Move, type QuoteStatus } from './moves.ts'
import { moveQuote, type Moved, type MoveFailure } from './move_quote.ts'
import type { Mover, MoveResult } from './move_quote.ts'
import type { LockedQuote } from './quote_under_lock.ts'
import { reopenedExpiry } from './reopened_expiry.ts'

/** The moves that change nothing but where a quote stands. */
export type PlainMove = Extract<Move, 'refer' | 'approve' | 'decline' | 'withdraw' | 'reopen'>

/** Where a quote stands after a move. */
export interface Standing {
  readonly status: QuoteStatus
  readonly lockVersion: number
  readonly expiresOn: string | null
  readonly expiryReason: string | null
}

export type DecideFailure = OverAuthority | Extract<MoveFailure, { type: 'expired' }>

/** Refers, approves, declines, withdraws or reopens a quote; resolves to where it stands then. */
export function decideQuote(
  id: string,
  { move, reason }: { readonly move: PlainMove; readonly reason: string | null },
  by: Mover,
  within?: TransactionClientContract
): Promise<MoveResult<Standing, DecideFailure>> {
  return moveQuote<Standing, DecideFailure>(
    id,
    { move, reason },
    by,
    async (quote, transaction) => {
      if (move === 'reopen') return reopen(quote, by, transaction)
      const failed = move === 'approve' ? await overAuthority(quote.id, by, transaction) : undefined
      if (failed) return { failed }
      if (move === 'decline') {
        const notice = { kind: 'declined', quoteId: quote.id, policyId: null } as const
        await recordNotice(transaction, { ...notice, to: ['producer'], at: by.at })
      }
      return { to: DIRECT[move], value: standingOf(quote, DIRECT[move]) }
    },
    within
  )
}

/**
 * What the plan declines, a person who reopens it takes upon themselves: it is referred to them. Where the price can't
 * be had any more, what was withdrawn is expired, so that it can be rated again; the others can be rated as they are.
 */
async function reopen(
  quote: LockedQuote,
  by: Mover,
  transaction: TransactionClientContract
): Promise<Moved<Standing> | { readonly failed: DecideFailure }> {
  const newest = await QuoteVersion.query({ client: transaction })
    .where('quoteId', quote.id)
    .orderBy('number', 'desc')
    .first()
  if (!newest) return { to: 'draft', value: standingOf(quote, 'draft') }
  const { isOver, ...times } = await reopenedExpiry(quote, newest, transaction, by.at)
  const { expiry } = times
  if (isOver && quote.status !== 'withdrawn') return { failed: { type: 'expired', ...expiry } }
  const rated = statusOfDecision(newest.decision)
  const to = isOver ? 'expired' : rated === 'declined' ? 'referred' : rated
  return { to, value: standingOf(quote, to, expiry), ...times }
}

function standingOf(
  { lockVersion, expiresOn, expiryReason }: LockedQuote,
  status: QuoteStatus,
  { on, reason }: { readonly on: string | null; readonly reason: string | null } = {
    on: expiresOn,
    reason: expiryReason,
  }
): Standing {
  return { status, lockVersion: lockVersion + 1, expiresOn: on, expiryReason: reason }
}

/** The total is more than someone of the role may approve. */
export interface OverAuthority {
  readonly type: 'over_authority'
  readonly total: string
  readonly limit: string
}

async function overAuthority(
  quoteId: string,
  { role }: Mover,
  transaction: TransactionClientContract
): Promise<OverAuthority | undefined> {
  const limit = approveLimitOf(role)
  if (limit === null) return undefined
  const { total } = await transaction
    .from('quote_versions')
    .where('quote_id', quoteId)
    .orderBy('number', 'desc')
    .select('total')
    .firstOrFail()
  return isOverLimit(total, limit) ? { type: 'over_authority', total, limit } : undefined
}

const DIRECT: Readonly<Record<Exclude<PlainMove, 'reopen'>, QuoteStatus>> = {
  refer: 'referred',
  approve: 'approved',
  decline: 'declined',
  withdraw: 'withdrawn',
}
