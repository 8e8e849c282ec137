import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { todayIn } from './expiry.ts'
import { moveFailureOf, type MoveFailure, type Mover } from './move_quote.ts'
import type { QuoteStatus } from './moves.ts'
import { lockQuote, type LockedQuote } from './quote_under_lock.ts'
import { recordQuoteEvent } from './record_quote_event.ts'

/** What an administrator does to a quote that leaves it where it stands. */
export type AdministratorsAct =
  | { readonly kind: 'reassign'; readonly reason: string; readonly to: number }
  /** The new last day, YYYY-MM-DD. */
  | { readonly kind: 'extend'; readonly reason: string; readonly until: string }

export type AdministerFailure =
  | MoveFailure
  | { readonly type: 'no_such_user' }
  /** The day is over, or lies after the day on which cover begins. */
  | { readonly type: 'no_such_extension'; readonly from: string; readonly to: string }

export type Administered =
  | { readonly ok: true; readonly lockVersion: number }
  | { readonly ok: false; readonly error: AdministerFailure }

const OPEN: readonly QuoteStatus[] = ['quoted', 'referred', 'approved']

/**
 * Gives a quote to another producer, or lets its price hold longer, with the reason in the journal. Only an
 * administrator may; a price never holds beyond the day on which cover begins.
 */
export function administerQuote(
  id: string,
  act: AdministratorsAct,
  by: Mover
): Promise<Administered> {
  return db.transaction(async (transaction): Promise<Administered> => {
    const quote = await lockQuote(id, transaction)
    const refusal = refusalOf(quote, act, by)
    if (!quote || refusal) return { ok: false, error: refusal ?? { type: 'no_such_quote' } }
    const change = await changeOf(quote, act, transaction)
    if (!change.ok) return change
    const number = quote.lockVersion + 1
    await transaction
      .from('quotes')
      .where('id', quote.id)
      .update({ ...change.columns, lock_version: number })
    await recordQuoteEvent(transaction, {
      quoteId: quote.id,
      number,
      kind: act.kind,
      from: quote.status,
      to: quote.status,
      reason: act.reason,
      actorId: by.userId,
      requestId: by.requestId,
    })
    return { ok: true, lockVersion: number }
  })
}

function refusalOf(
  quote: LockedQuote | undefined,
  act: AdministratorsAct,
  by: Mover
): MoveFailure | undefined {
  const failure = moveFailureOf(quote, by)
  if (!quote || failure) return failure
  if (by.role !== 'admin') return { type: 'not_allowed', role: by.role, needs: 'admin' }
  const isLegal = act.kind === 'reassign' ? quote.status !== 'bound' : OPEN.includes(quote.status)
  if (isLegal) return undefined
  return { type: 'illegal_move', status: quote.status, move: act.kind, legal: [] }
}

async function changeOf(
  quote: LockedQuote,
  act: AdministratorsAct,
  transaction: TransactionClientContract
): Promise<
  | { readonly ok: true; readonly columns: Readonly<Record<string, string | number>> }
  | { readonly ok: false; readonly error: AdministerFailure }
> {
  if (act.kind === 'reassign') {
    const user = await transaction.from('users').where('id', act.to).select('id').first()
    return user
      ? { ok: true, columns: { created_by: act.to } }
      : { ok: false, error: { type: 'no_such_user' } }
  }
  const newest = await transaction
    .from('quote_versions')
    .where('quote_id', quote.id)
    .orderBy('number', 'desc')
    .select(transaction.raw('effective_on::text as "effectiveOn"'))
    .firstOrFail()
  const [from, to]: [string, string] = [todayIn(quote.timeZone), newest.effectiveOn]
  if (act.until < from || act.until > to) {
    return { ok: false, error: { type: 'no_such_extension', from, to } }
  }
  const [on, reason] = [act.until, 'extended']
  return {
    ok: true,
    columns: {
      ...{ expires_on: on, expiry_reason: reason },
      ...{ own_expires_on: on, own_expiry_reason: reason },
    },
  }
}
