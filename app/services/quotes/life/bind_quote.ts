import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import type { PolicyDetail } from '#services/policies/find_policy'
import { issuePolicy } from '#services/policies/issue_policy'
import type { Worksheet } from '#rules/index'
import { bindLimitOf, isOverLimit } from './authority.ts'
import { refusalOf, type Mover, type MoveResult } from './move_quote.ts'
import { provePrice, type PriceChanged } from './prove_price.ts'
import { readForBinding, type BindableVersion, type ReadForBinding } from './read_for_binding.ts'
import { requirementsOf } from './record_election.ts'

export type BindFailure =
  | { readonly type: 'elections_missing'; readonly rules: readonly string[] }
  | { readonly type: 'over_authority'; readonly total: string; readonly limit: string }
  | PriceChanged
  /** The quote was revised while it was bound. */
  | { readonly type: 'revised_meanwhile' }
  | { readonly type: 'too_many_instalments'; readonly most: number }

/** A policy number, and the policy itself where this very call issued it. */
export type Bound =
  | { readonly isNew: true; readonly number: string; readonly policy: PolicyDetail }
  | { readonly isNew: false; readonly number: string }

type BindResult = MoveResult<Bound, BindFailure>

/** How often a quote may change while it is bound, its version left alone, before the caller is told. */
const MOST_TRIES = 5

/**
 * Binds a quote to a policy, once: the stored facts are rated again by two evaluators and must come
 * to the very worksheet that was shown; then policy, instalments, status, notice and event are one statement, which
 * writes nothing unless the quote is still as it was read. Whoever binds a bound quote gets the policy that there is.
 */
export async function bindQuote(
  id: string,
  instalments: number,
  by: Mover,
  within?: TransactionClientContract
): Promise<BindResult> {
  const read = () => readForBinding(id, by.userId, within ?? db.connection())
  let shown: string | undefined
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const found = await read()
    const policy = found?.quote.policy
    if (policy) return { ok: true, value: { number: policy, isNew: false } }
    const refusal = refusalOf(found?.quote, 'bind', by)
    if (!found || refusal) return { ok: false, error: refusal ?? { type: 'no_such_quote' } }
    const version = found.newest?.version.id
    if (version === undefined || (shown !== undefined && shown !== version)) break
    shown = version
    const bound = await bindAsRead(found, instalments, by, within)
    if (bound) return bound
    // Someone else changed the quote since: it is read and judged again.
  }
  return { ok: false, error: { type: 'revised_meanwhile' } }
}

/** Undefined where the quote is no longer as it was read. */
async function bindAsRead(
  { quote, newest }: ReadForBinding,
  count: number,
  by: Mover,
  within: TransactionClientContract | undefined
): Promise<BindResult | undefined> {
  if (!newest) return undefined
  const { version, key } = newest
  const proven = await provePrice(version)
  if (!proven.ok) return { ok: false, error: proven.error }
  const failed =
    termFailure(count, proven.termMonths) ??
    authorityFailure(version, by) ??
    electionFailure(proven.worksheet, quote.elections)
  if (failed) return { ok: false, error: failed }
  const policy = await issuePolicy({ quote, version, key, proven, instalments: count, by }, within)
  return policy && { ok: true, value: { number: policy.number, isNew: true, policy } }
}

function termFailure(instalments: number, termMonths: number): BindFailure | undefined {
  return instalments > termMonths ? { type: 'too_many_instalments', most: termMonths } : undefined
}

function authorityFailure({ total }: BindableVersion, { role }: Mover): BindFailure | undefined {
  const limit = bindLimitOf(role)
  return limit !== null && isOverLimit(total, limit)
    ? { type: 'over_authority', total, limit }
    : undefined
}

function electionFailure(
  worksheet: Worksheet,
  recorded: readonly string[]
): BindFailure | undefined {
  const rules = requirementsOf(worksheet).filter((rule) => !recorded.includes(rule))
  return rules.length > 0 ? { type: 'elections_missing', rules } : undefined
}
