import { rate, validateFacts } from '#rules/index'
import type { FactError } from '#rules/index'
import { declaredOffers } from '#services/offers/declared_offers'
import { assume } from '#services/quotes/drafts/assume'
import type { AskedRating } from '#services/quotes/rate_as_asked'
import type { Transaction } from '../find_plan_in_force.ts'
import { prepareVersion } from '../prepare_version.ts'
import type { VersionSummary } from './version_summary.ts'

/** Rates facts with one version of a plan, whatever days it has, as they would be rated in force; undefined where it does not compile. */
export async function rateWithVersion(
  plan: string,
  { id, planId, timeZone, programHash }: VersionSummary,
  request: { readonly facts: unknown; readonly transaction: Transaction; readonly assume: boolean }
): Promise<AskedRating | undefined> {
  if (programHash === null) return undefined
  const version = await prepareVersion({ id, planId, timeZone, programHash })
  const { shape } = version.prepared.compiled.program
  const what = request.assume ? 'all' : 'by VIN alone'
  const { facts, assumed } = assume(shape, request.facts, await declaredOffers(plan), what)
  const validated = validateFacts(shape, facts)
  if (!validated.ok) return refused(validated.errors)
  const outcome = await rate(version.prepared, validated.facts)
  if (!outcome.ok) return refused(outcome.errors)
  const { transaction } = request
  const { worksheet } = outcome
  const rating = { version, transaction, facts: validated.facts, worksheet }
  return { ok: true, rating, assumed }
}

function refused(errors: readonly FactError[]): AskedRating {
  return { ok: false, error: { type: 'invalid_facts', errors } }
}
