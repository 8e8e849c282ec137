import db from '@adonisjs/lucid/services/db'
import { isLegal } from '../life/moves.ts'
import type { MoveFailure, Mover } from '../life/move_quote.ts'
import { lockQuote } from '../life/quote_under_lock.ts'

export type SavedDraft =
  | { readonly ok: true; readonly lockVersion: number }
  | {
      readonly ok: false
      readonly error: Extract<
        MoveFailure,
        { type: 'no_such_quote' | 'changed_meanwhile' | 'illegal_move' }
      >
    }

/** Takes the answers of a draft in place of those before, unless it was saved after they were read. */
export function saveDraft(id: string, facts: unknown, by: Mover): Promise<SavedDraft> {
  return db.transaction(async (transaction): Promise<SavedDraft> => {
    const quote = await lockQuote(id, transaction)
    if (!quote) return { ok: false, error: { type: 'no_such_quote' } }
    const { status, lockVersion } = quote
    if (by.saw !== undefined && by.saw !== lockVersion) {
      return { ok: false, error: { type: 'changed_meanwhile', now: lockVersion } }
    }
    if (status !== 'draft') {
      const legal = isLegal(status, 'revise') ? (['revise'] as const) : []
      return { ok: false, error: { type: 'illegal_move', status, move: 'save', legal } }
    }
    await transaction
      .from('quotes')
      .where('id', id)
      .update({ lock_version: lockVersion + 1 })
    await transaction
      .from('quote_drafts')
      .where('quote_id', id)
      .update({ facts: JSON.stringify(facts), saved_by: by.userId, saved_at: new Date() })
    return { ok: true, lockVersion: lockVersion + 1 }
  })
}
