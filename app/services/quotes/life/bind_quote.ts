import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import type { Worksheet } from '#rules/index'
import QuoteVersion from '#models/quote_version'
import { recordNotice } from '#services/notices/record_notice'
import { issuePolicy } from '#services/policies/issue_policy'
import { bindLimitOf, isOverLimit } from './authority.ts'
import { moveQuote, type Mover, type MoveResult } from './move_quote.ts'
import { newestNumber } from './newest_number.ts'
import { provePrice, type PriceChanged } from './prove_price.ts'
import { requirementsOf } from './record_election.ts'

export type BindFailure =
  | { readonly type: 'elections_missing'; readonly rules: readonly string[] }
  | { readonly type: 'over_authority'; readonly total: string; readonly limit: string }
  | PriceChanged
  /** The quote was revised while it was bound. */
  | { readonly type: 'revised_meanwhile' }
  | { readonly type: 'too_many_instalments'; readonly most: number }

/** A policy number, and whether this very call issued it. */
export interface Bound {
  readonly number: string
  readonly isNew: boolean
}

/**
 * Binds a quote to a policy, once: the stored facts are rated again by two evaluators and must come
 * to the very worksheet that was shown; then, under the quote's lock and for its newest version alone,
 * policy, instalments, status and event are one transaction. Whoever binds a bound quote gets the
 * policy that there is.
 */
export async function bindQuote(
  id: string,
  instalments: number,
  by: Mover,
  within?: TransactionClientContract
): Promise<MoveResult<Bound, BindFailure>> {
  const client = within ?? db.connection()
  const bound = await policyOf(id, client)
  if (bound !== undefined) return { ok: true, value: { number: bound, isNew: false } }
  const version = await QuoteVersion.query({ client })
    .where('quoteId', id)
    .preload('planVersion', (query) => query.select('id', 'planId', 'programHash'))
    .orderBy('number', 'desc')
    .first()
  if (!version) return { ok: false, error: { type: 'no_such_quote' } }
  const proven = await provePrice(version)
  const result = await moveQuote<Bound, BindFailure>(
    id,
    { move: 'bind', reason: null },
    by,
    async (quote, transaction) => {
      const isNewest = (await newestNumber(id, transaction)) === version.number
      if (!isNewest) return { failed: { type: 'revised_meanwhile' } }
      if (!proven.ok) return { failed: proven.error }
      const { worksheet, termMonths } = proven
      const failed =
        termFailure(instalments, termMonths) ??
        authorityFailure(version, by) ??
        (await electionFailure(id, worksheet, transaction))
      if (failed) return { failed }
      const policy = await issuePolicy(
        { quote, version, proven, instalments, boundBy: by.userId, at: by.at },
        transaction
      )
      await recordNotice(transaction, {
        kind: 'policy_issued',
        quoteId: quote.id,
        policyId: policy.id,
        to: policy.insuredHasEmail ? ['insured', 'producer'] : ['producer'],
        at: by.at,
      })
      return { to: 'bound', value: { number: policy.number, isNew: true } }
    },
    within
  )
  if (result.ok || result.error.type !== 'illegal_move' || result.error.status !== 'bound') {
    return result
  }
  // Someone else bound it while we waited for the lock.
  const number = await policyOf(id, client)
  return number === undefined ? result : { ok: true, value: { number, isNew: false } }
}

async function policyOf(quoteId: string, client: QueryClientContract): Promise<string | undefined> {
  const row = await client.from('policies').where('quote_id', quoteId).select('number').first()
  return row?.number
}

function termFailure(instalments: number, termMonths: number): BindFailure | undefined {
  return instalments > termMonths ? { type: 'too_many_instalments', most: termMonths } : undefined
}

function authorityFailure({ total }: QuoteVersion, { role }: Mover): BindFailure | undefined {
  const limit = bindLimitOf(role)
  return limit !== null && isOverLimit(total, limit)
    ? { type: 'over_authority', total, limit }
    : undefined
}

async function electionFailure(
  id: string,
  worksheet: Worksheet,
  transaction: TransactionClientContract
): Promise<BindFailure | undefined> {
  const rows = await transaction.from('quote_elections').where('quote_id', id).select('rule')
  const recorded = new Set(rows.map(({ rule }) => rule))
  const rules = requirementsOf(worksheet).filter((rule) => !recorded.has(rule))
  return rules.length > 0 ? { type: 'elections_missing', rules } : undefined
}
