import db from '@adonisjs/lucid/services/db'
import { quoteKeyOf } from '#services/privacy/open_facts'
import { seal } from '#services/privacy/quote_key'
import { isLegal } from '../life/moves.ts'
import { moveFailureOf, type MoveFailure, type Mover } from '../life/move_quote.ts'
import { lockQuote } from '../life/quote_under_lock.ts'

export type SavedDraft =
  | { readonly ok: true; readonly lockVersion: number }
  | {
      readonly ok: false
      readonly error: MoveFailure
    }

/** Takes the answers of a draft in place of those before, unless it was saved after they were read. */
export function saveDraft(id: string, facts: unknown, by: Mover): Promise<SavedDraft> {
  return db.transaction(async (transaction): Promise<SavedDraft> => {
    const quote = await lockQuote(id, transaction)
    if (!quote) return { ok: false, error: { type: 'no_such_quote' } }
    const { status, lockVersion } = quote
    const failure = moveFailureOf(quote, by)
    if (failure) return { ok: false, error: failure }
    if (status !== 'draft') {
      const legal = isLegal(status, 'revise') ? (['revise'] as const) : []
      return { ok: false, error: { type: 'illegal_move', status, move: 'save', legal } }
    }
    const key = await quoteKeyOf(quote.id, transaction)
    if (!key) return { ok: false, error: { type: 'erased' } }
    await transaction
      .from('quotes')
      .where('id', id)
      .update({ lock_version: lockVersion + 1 })
    await transaction
      .from('quote_drafts')
      .where('quote_id', id)
      .update({ sealed_facts: seal(key, facts), saved_by: by.userId, saved_at: new Date() })
    return { ok: true, lockVersion: lockVersion + 1 }
  })
}
