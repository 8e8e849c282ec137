import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import type { Worksheet } from '#rules/index'
import { MOMENT, momentText } from '../version_content.ts'
import { reworkWorksheet } from '../rework_worksheet.ts'
import { moveFailureOf, type MoveFailure, type Mover } from './move_quote.ts'
import { newestNumber } from './newest_number.ts'
import { lockQuote, type LockedQuote } from './quote_under_lock.ts'
import { recordQuoteEvent } from './record_quote_event.ts'

export type ElectionResult =
  | { readonly ok: true; readonly lockVersion: number }
  | { readonly ok: false; readonly error: ElectionFailure }

export type ElectionFailure =
  MoveFailure | { readonly type: 'nothing_to_elect'; readonly open: readonly string[] }

/** The rules of a worksheet that ask for something in writing before the quote can be bound. */
export function requirementsOf(worksheet: Worksheet): readonly string[] {
  return worksheet.applied.filter(({ action }) => action === 'require').map(({ rule }) => rule)
}

/** Records that what a rule requires is there in writing; recording it again changes nothing. */
export function recordElection(
  id: string,
  election: { readonly rule: string; readonly note: string | null },
  by: Mover,
  within?: TransactionClientContract
): Promise<ElectionResult> {
  return (within ?? db).transaction(async (transaction): Promise<ElectionResult> => {
    const quote = await lockQuote(id, transaction)
    const failure = moveFailureOf(quote, by)
    if (!quote || failure) return { ok: false, error: failure ?? { type: 'no_such_quote' } }
    const error = await electionFailure(quote, election.rule, transaction)
    if (error) return { ok: false, error }
    const { rows } = await transaction.rawQuery(
      `insert into quote_elections (quote_id, rule, note, actor_id, recorded_at)
       values (:id, :rule, nullif(:note, ''), :actor, ${MOMENT}) on conflict (quote_id, rule) do nothing
       returning id`,
      { id, ...election, note: election.note ?? '', actor: by.userId, at: momentText(by.at) }
    )
    const { status, lockVersion } = quote
    if (rows.length === 0) return { ok: true, lockVersion }
    const number = lockVersion + 1
    await transaction.from('quotes').where('id', id).update({ lock_version: number })
    await recordQuoteEvent(transaction, {
      quoteId: id,
      number,
      kind: 'elect',
      from: status,
      to: status,
      reason: election.rule,
      actorId: by.userId,
      requestId: by.requestId,
      at: by.at,
    })
    return { ok: true, lockVersion: number }
  })
}

async function electionFailure(
  { id, status }: LockedQuote,
  rule: string,
  transaction: TransactionClientContract
): Promise<ElectionFailure | undefined> {
  const number = await newestNumber(id, transaction)
  if (number === undefined) return { type: 'illegal_move', status, move: 'elect', legal: [] }
  const reworked = await reworkWorksheet(id, number, transaction)
  const open = reworked.ok ? requirementsOf(reworked.worksheet) : []
  return open.includes(rule) ? undefined : { type: 'nothing_to_elect', open }
}
