import db from '@adonisjs/lucid/services/db'
import type { RatingFailure } from '../rate_facts.ts'
import { decideQuote, type DecideFailure } from './decide_quote.ts'
import type { Mover, MoveResult } from './move_quote.ts'
import { reviseQuote, type Revised, type RevisionOfQuote } from './revise_quote.ts'

/**
 * Rates new facts as the next version and approves what the rules refer of them, both or neither: an underwriter who
 * takes a risk on with changes never leaves it changed and waiting. What the rules accept needs no approval.
 */
export async function approveChanged(
  id: string,
  change: RevisionOfQuote,
  by: Mover
): Promise<MoveResult<Revised, RatingFailure | DecideFailure>> {
  const transaction = await db.transaction()
  try {
    const result = await reviseAndApprove()
    await (result.ok ? transaction.commit() : transaction.rollback())
    return result
  } catch (error) {
    await transaction.rollback()
    throw error
  }

  async function reviseAndApprove(): Promise<MoveResult<Revised, RatingFailure | DecideFailure>> {
    const revised = await reviseQuote(id, change, by, transaction)
    if (!revised.ok || revised.value.status === 'quoted') return revised
    const approval = { move: 'approve', reason: change.reason } as const
    const now = { ...by, saw: revised.value.lockVersion }
    const approved = await decideQuote(id, approval, now, transaction)
    if (!approved.ok) return approved
    const { status, lockVersion } = approved.value
    return { ok: true, value: { ...revised.value, status, lockVersion } }
  }
}
