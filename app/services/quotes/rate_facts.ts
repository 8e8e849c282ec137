import { rate, validateFacts } from '#rules/index'
import type { FactError, Facts, Rated } from '#rules/index'
import {
  findNewestVersion,
  findPlanInForce,
  publishedPlans,
} from '#services/plans/find_plan_in_force'
import type { PlanInForce, Transaction } from '#services/plans/find_plan_in_force'
import type { PreparedVersion } from '#services/plans/prepare_version'

/** A rating with all that it was made from. */
export interface Rating {
  readonly version: PreparedVersion
  readonly transaction: Transaction
  readonly facts: Facts
  /** Its worksheet is written where someone reads it. */
  readonly rated: Rated
}

export type RatingFailure =
  | Extract<PlanInForce, { ok: false }>['error']
  | { readonly type: 'invalid_facts'; readonly errors: readonly FactError[] }

export type RatingResult =
  | { readonly ok: true; readonly rating: Rating }
  | { readonly ok: false; readonly error: RatingFailure }

/** Rates facts, as they came in, with the version of the plan that is in force on their date. */
export async function rateFacts(request: {
  readonly plan: string
  readonly transaction: Transaction
  readonly facts: unknown
}): Promise<RatingResult> {
  const { plan, transaction } = request
  const effectiveOn = readEffectiveDate(request.facts)
  if (effectiveOn === undefined) return judgeWithoutDate(plan, request.facts)
  const inForce = await findPlanInForce(plan, transaction, effectiveOn)
  if (!inForce.ok) return inForce
  const { version } = inForce
  const validated = validateFacts(version.prepared.compiled.program.shape, request.facts)
  if (!validated.ok) return invalidFacts(validated.errors)
  const outcome = await rate(version.prepared, validated.facts)
  if (!outcome.ok) return invalidFacts(outcome.errors)
  return { ok: true, rating: { version, transaction, facts: validated.facts, rated: outcome } }
}

/** Facts without a date can't be rated; the newest version says what is wrong with them, the date included. */
async function judgeWithoutDate(plan: string, facts: unknown): Promise<RatingResult> {
  const version = await findNewestVersion(plan)
  if (version === undefined) {
    return { ok: false, error: { type: 'unknown_plan', known: await publishedPlans() } }
  }
  const validated = validateFacts(version.prepared.compiled.program.shape, facts)
  return invalidFacts(validated.ok ? [UNUSABLE_DATE] : validated.errors)
}

/** For a product whose own checks let a date pass that no calendar has. */
const UNUSABLE_DATE: FactError = {
  path: 'policy.effective_on',
  pointer: '/policy/effective_on',
  code: 'not_a_date',
  message: 'is not a date that a plan can be in force on',
  help: 'Write it as YYYY-MM-DD.',
}

function invalidFacts(errors: readonly FactError[]): RatingResult {
  return { ok: false, error: { type: 'invalid_facts', errors } }
}

/** The date that chooses the version: every product's policy begins on its `effective_on`. */
export function readEffectiveDate(facts: unknown): string | undefined {
  if (typeof facts !== 'object' || facts === null || !('policy' in facts)) return undefined
  const { policy } = facts
  if (typeof policy !== 'object' || policy === null || !('effective_on' in policy)) return undefined
  const date = policy.effective_on
  return typeof date === 'string' && isDate(date) ? date : undefined
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
