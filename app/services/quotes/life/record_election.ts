import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import type { Worksheet } from '#rules/index'
import { MOMENT, momentText } from '../version_content.ts'
import type { Author } from '../create_quote.ts'
import { reworkWorksheet } from '../rework_worksheet.ts'
import { newestNumber } from './newest_number.ts'

export type ElectionResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: { readonly type: 'no_such_quote' } }
  | {
      readonly ok: false
      readonly error: { readonly type: 'nothing_to_elect'; readonly open: readonly string[] }
    }

/** The rules of a worksheet that ask for something in writing before the quote can be bound. */
export function requirementsOf(worksheet: Worksheet): readonly string[] {
  return worksheet.applied.filter(({ action }) => action === 'require').map(({ rule }) => rule)
}

/** Records that what a rule requires is there in writing; recording it again changes nothing. */
export async function recordElection(
  id: string,
  { rule, note }: { readonly rule: string; readonly note: string | null },
  author: Author,
  client: QueryClientContract = db.connection()
): Promise<ElectionResult> {
  const number = await newestNumber(id, client)
  if (number === undefined) return { ok: false, error: { type: 'no_such_quote' } }
  const reworked = await reworkWorksheet(id, number, client)
  const open = reworked.ok ? requirementsOf(reworked.worksheet) : []
  if (!open.includes(rule)) return { ok: false, error: { type: 'nothing_to_elect', open } }
  await client.rawQuery(
    `insert into quote_elections (quote_id, rule, note, actor_id, recorded_at)
     values (:id, :rule, nullif(:note, ''), :actor, ${MOMENT}) on conflict (quote_id, rule) do nothing`,
    { id, rule, note: note ?? '', actor: author.userId, at: momentText(author.at) }
  )
  return { ok: true }
}
