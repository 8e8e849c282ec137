import db from '@adonisjs/lucid/services/db'
import { quoteKeyOf } from '#services/privacy/open_facts'
import { seal, unseal } from '#services/privacy/quote_key'
import { isLegal } from '../life/moves.ts'
import { moveFailureOf, type MoveFailure, type Mover } from '../life/move_quote.ts'
import { lockQuote } from '../life/quote_under_lock.ts'
import { tellSaved } from './tell_saved.ts'

export type SavedDraft =
  | { readonly ok: true; readonly lockVersion: number }
  | {
      readonly ok: false
      readonly error: MoveFailure
    }

/** Takes the answers of a draft in place of those before, unless it was saved after they were read, and tells the others. */
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
    const draft = await transaction
      .from('quote_drafts')
      .where('quote_id', id)
      .select('sealed_facts')
      .firstOrFail()
    const revision = lockVersion + 1
    await transaction.from('quotes').where('id', id).update({ lock_version: revision })
    await transaction
      .from('quote_drafts')
      .where('quote_id', id)
      .update({ sealed_facts: seal(key, facts), saved_by: by.userId, saved_at: new Date() })
    const before = unseal(key, draft.sealed_facts)
    const saved = {
      id: quote.id,
      revision,
      below: '/facts',
      before,
      after: facts,
      by: by.userId,
    } as const
    await tellSaved(transaction, saved)
    return { ok: true, lockVersion: revision }
  })
}
