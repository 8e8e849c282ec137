import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { newQuoteKey, seal } from '#services/privacy/quote_key'
import { publishedPlans, type Transaction } from '#services/plans/find_plan_in_force'
import type { Author } from '../create_quote.ts'
import type { RatingFailure } from '../rate_facts.ts'
import { MOMENT, momentText } from '../version_content.ts'
import { recordQuoteEvent } from '../life/record_quote_event.ts'

export type StartedDraft =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly error: Extract<RatingFailure, { type: 'unknown_plan' }> }

/** Stores answers that are not complete yet, sealed, as a quote that is a draft. */
export async function startDraft(
  request: {
    readonly plan: string
    readonly transaction: Transaction
    readonly facts: unknown
  },
  { userId, requestId, at }: Author,
  within?: TransactionClientContract
): Promise<StartedDraft> {
  const known = await publishedPlans()
  if (!known.includes(request.plan)) return { ok: false, error: { type: 'unknown_plan', known } }
  const { key, wrapped } = newQuoteKey()
  return (within ?? db).transaction(async (transaction) => {
    const { rows } = await transaction.rawQuery(
      `insert into quotes (plan_id, created_by, created_at, status, data_key)
       select id, :userId, ${MOMENT}, 'draft', :wrapped from plans where name = :plan returning id`,
      { userId, plan: request.plan, wrapped, at: momentText(at) }
    )
    const id: string = rows[0].id
    await transaction.table('quote_drafts').insert({
      quote_id: id,
      transaction: request.transaction,
      sealed_facts: seal(key, request.facts),
      saved_by: userId,
      ...(at && { saved_at: at }),
    })
    await recordQuoteEvent(transaction, {
      quoteId: id,
      number: 1,
      kind: 'create',
      from: null,
      to: 'draft',
      reason: null,
      actorId: userId,
      requestId,
      at,
    })
    return { ok: true, id }
  })
}
