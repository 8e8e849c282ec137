import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import QuoteVersion from '#models/quote_version'
import { recordNotice } from '#services/notices/record_notice'
import { reworkWorksheet } from '../rework_worksheet.ts'
import { approveLimitOf, approvesFor, isOverLimit } from './authority.ts'
import { statusOfDecision, type Move, type QuoteStatus } from './moves.ts'
import { isMoveFailure, moveQuote, type Moved, type MoveFailure } from './move_quote.ts'
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

/** Tells why a quote is not moved, or not by them, from what its rating failed with. */
export function isDecideFailure(error: {
  readonly type: string
}): error is MoveFailure | OverAuthority {
  return isMoveFailure(error) || ['over_authority', 'referred_elsewhere'].includes(error.type)
}

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

/** Someone of the role may not approve it: the total is too large, or a rule refers it to somebody else. */
export type OverAuthority =
  | { readonly type: 'over_authority'; readonly total: string; readonly limit: string }
  | { readonly type: 'referred_elsewhere'; readonly rule: string; readonly to: string | null }

async function overAuthority(
  quoteId: string,
  { role }: Mover,
  transaction: TransactionClientContract
): Promise<OverAuthority | undefined> {
  const { total, number } = await transaction
    .from('quote_versions')
    .where('quote_id', quoteId)
    .orderBy('number', 'desc')
    .select('total', 'number')
    .firstOrFail()
  const limit = approveLimitOf(role)
  if (limit !== null && isOverLimit(total, limit)) return { type: 'over_authority', total, limit }
  const reworked = await reworkWorksheet(quoteId, number, transaction)
  // What can't be proved any more is refused when it is bound.
  if (!reworked.ok) return undefined
  const elsewhere = reworked.worksheet.applied.find(
    ({ action, to }) => action === 'refer' && !approvesFor(role, to)
  )
  return elsewhere && { type: 'referred_elsewhere', rule: elsewhere.rule, to: elsewhere.to }
}

const DIRECT: Readonly<Record<Exclude<PlainMove, 'reopen'>, QuoteStatus>> = {
  refer: 'referred',
  approve: 'approved',
  decline: 'declined',
  withdraw: 'withdrawn',
}
