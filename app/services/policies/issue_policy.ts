import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import type { Worksheet } from '#rules/index'
import type QuoteVersion from '#models/quote_version'
import type { LockedQuote } from '#services/quotes/life/quote_under_lock'
import { splitInstalments } from './split_instalments.ts'

/**
 * Writes a policy with its first term, the worksheet kept whole, and the instalments, in the caller's
 * transaction; resolves to its number. Numbers rise, and one that is rolled back is not used again.
 */
export async function issuePolicy(
  issue: {
    readonly quote: LockedQuote
    readonly version: QuoteVersion
    readonly worksheet: Worksheet
    readonly instalments: number
    readonly termMonths: number
    readonly boundBy: number
  },
  transaction: TransactionClientContract
): Promise<string> {
  const { quote, version, termMonths } = issue
  const number = await nextNumber(quote.state, transaction)
  const [policy] = await transaction
    .table('policies')
    .insert({ number, quote_id: quote.id, plan_id: quote.planId, bound_by: issue.boundBy })
    .returning('id')
  const stored = (column: 'facts' | 'sealed_facts') =>
    transaction.raw(`(select ${column} from quote_versions where id = ?)`, [version.id])
  const begins = DateTime.fromISO(version.effectiveOn, { zone: 'utc' })
  const ends = begins.plus({ months: termMonths }).toFormat('yyyy-MM-dd')
  const [term] = await transaction
    .table('policy_versions')
    .insert({
      policy_id: policy.id,
      term: 1,
      number: 1,
      quote_version_id: version.id,
      period: `[${version.effectiveOn},${ends})`,
      facts: stored('facts'),
      sealed_facts: stored('sealed_facts'),
      sealed_insured: transaction.raw('(select sealed_insured from quotes where id = ?)', [
        quote.id,
      ]),
      program_hash: version.programHash,
      worksheet: JSON.stringify(issue.worksheet),
      currency: version.currency,
      total: version.total,
    })
    .returning('id')
  await transaction.table('instalments').multiInsert(
    splitInstalments(version.total, issue.instalments, version.effectiveOn).map((each) => ({
      policy_version_id: term.id,
      number: each.number,
      due_on: each.dueOn,
      amount: each.amount,
    }))
  )
  return number
}

async function nextNumber(state: string, transaction: TransactionClientContract): Promise<string> {
  const { rows } = await transaction.rawQuery(`select nextval('policy_numbers') as next`)
  return `${state}-${String(rows[0].next).padStart(8, '0')}`
}
