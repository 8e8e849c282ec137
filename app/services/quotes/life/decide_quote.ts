import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { approveLimitOf, isOverLimit } from './authority.ts'
import { recordNotice } from '#services/notices/record_notice'
import { statusOfDecision, type Move, type QuoteStatus } from './moves.ts'
import { moveQuote, type Mover, type MoveResult } from './move_quote.ts'

/** The moves that change nothing but where a quote stands. */
export type PlainMove = Extract<Move, 'refer' | 'approve' | 'decline' | 'withdraw' | 'reopen'>

/** Where a quote stands after a move. */
export interface Standing {
  readonly status: QuoteStatus
  readonly lockVersion: number
}

/** Refers, approves, declines, withdraws or reopens a quote; resolves to where it stands then. */
export function decideQuote(
  id: string,
  { move, reason }: { readonly move: PlainMove; readonly reason: string | null },
  by: Mover,
  within?: TransactionClientContract
): Promise<MoveResult<Standing, OverAuthority>> {
  return moveQuote<Standing, OverAuthority>(
    id,
    { move, reason },
    by,
    async (quote, transaction) => {
      const lockVersion = quote.lockVersion + 1
      if (move !== 'reopen') {
        const to = DIRECT[move]
        const failed =
          move === 'approve' ? await overAuthority(quote.id, by, transaction) : undefined
        if (failed) return { failed }
        if (move === 'decline') {
          const notice = { kind: 'declined', quoteId: quote.id, policyId: null } as const
          await recordNotice(transaction, { ...notice, to: ['producer'], at: by.at })
        }
        return { to, value: { status: to, lockVersion } }
      }
      const newest = await transaction
        .from('quote_versions')
        .where('quote_id', quote.id)
        .orderBy('number', 'desc')
        .select('decision')
        .first()
      if (!newest) return { to: 'draft', value: { status: 'draft', lockVersion } }
      // What the plan declines, a person who reopens it takes upon themselves: it is referred to them.
      const rated = statusOfDecision(newest.decision)
      const to = rated === 'declined' ? 'referred' : rated
      return { to, value: { status: to, lockVersion } }
    },
    within
  )
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
