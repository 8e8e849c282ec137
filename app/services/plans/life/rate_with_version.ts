import { rate, validateFacts } from '#rules/index'
import type { FactError } from '#rules/index'
import type { RatingResult } from '#services/quotes/rate_facts'
import type { Transaction } from '../find_plan_in_force.ts'
import { prepareVersion } from '../prepare_version.ts'
import type { VersionSummary } from './version_summary.ts'

/** Rates facts with one version, whatever days it has; undefined where it does not compile. */
export async function rateWithVersion(
  { id, planId, timeZone, programHash }: VersionSummary,
  request: { readonly facts: unknown; readonly transaction: Transaction }
): Promise<RatingResult | undefined> {
  if (programHash === null) return undefined
  const version = await prepareVersion({ id, planId, timeZone, programHash })
  const validated = validateFacts(version.prepared.compiled.program.shape, request.facts)
  if (!validated.ok) return refused(validated.errors)
  const outcome = await rate(version.prepared, validated.facts)
  if (!outcome.ok) return refused(outcome.errors)
  const { transaction } = request
  return { ok: true, rating: { version, transaction, facts: validated.facts, rated: outcome } }
}

function refused(errors: readonly FactError[]): RatingResult {
  return { ok: false, error: { type: 'invalid_facts', errors } }
}
