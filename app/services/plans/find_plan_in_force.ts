import db from '@adonisjs/lucid/services/db'
import { Fresh } from '#services/fresh'
import { prepareVersion } from './prepare_version.ts'
import type { PreparedVersion } from './prepare_version.ts'

export type Transaction = 'new_business' | 'renewal'

export type PlanInForce =
  | { readonly ok: true; readonly version: PreparedVersion }
  | {
      readonly ok: false
      readonly error: { readonly type: 'unknown_plan'; readonly known: readonly string[] }
    }
  | { readonly ok: false; readonly error: { readonly type: 'not_in_force'; readonly from: string } }

/**
 * How old an answer may be that no notice of a publication has ended: a missed notice is made good on
 * the next look, when another program has another hash. Two seconds are promised.
 */
const MAX_AGE_MS = 1000

const answers = new Fresh<PlanInForce>(MAX_AGE_MS)

/** Lets every answer be looked up anew, since versions were published. */
export function forgetPlansInForce(): void {
  answers.clear()
}

/** The published version of a plan whose range on the transaction's clock holds the date. */
export function findPlanInForce(
  plan: string,
  transaction: Transaction,
  effectiveOn: string
): Promise<PlanInForce> {
  return answers.get(`${effectiveOn} ${transaction} ${plan}`, () =>
    lookUp(plan, transaction, effectiveOn)
  )
}

async function lookUp(
  plan: string,
  transaction: Transaction,
  effectiveOn: string
): Promise<PlanInForce> {
  const range = transaction === 'renewal' ? 'renewal_range' : 'new_business_range'
  const found = await versionsOf(plan)
    .whereRaw('?? @> ?::date', [`plan_versions.${range}`, effectiveOn])
    .first()
  if (found) return { ok: true, version: await prepareVersion(found) }
  const first = await versionsOf(plan)
    .select(db.raw('lower(??)::text as begins', [`plan_versions.${range}`]))
    .orderByRaw('lower(??)', [`plan_versions.${range}`])
    .first()
  if (first) return { ok: false, error: { type: 'not_in_force', from: first.begins } }
  return { ok: false, error: { type: 'unknown_plan', known: await publishedPlans() } }
}

/** The newest published version of a plan; undefined when there is none. */
export async function findNewestVersion(plan: string): Promise<PreparedVersion | undefined> {
  const found = await versionsOf(plan).orderBy('plan_versions.number', 'desc').first()
  return found ? prepareVersion(found) : undefined
}

function versionsOf(plan: string) {
  return db
    .from('plan_versions')
    .join('plans', 'plans.id', 'plan_versions.plan_id')
    .where('plans.name', plan)
    .where('plan_versions.status', 'published')
    .select(
      'plan_versions.id',
      'plan_versions.plan_id as planId',
      'plan_versions.program_hash as programHash',
      'plans.time_zone as timeZone'
    )
}

/** Names of the plans that can be rated, in alphabetical order. */
export async function publishedPlans(): Promise<readonly string[]> {
  const rows = await db
    .from('plans')
    .whereExists((query) =>
      query
        .from('plan_versions')
        .whereColumn('plan_versions.plan_id', 'plans.id')
        .where('status', 'published')
    )
    .orderBy('name')
    .select('name')
  return rows.map((row) => row.name)
}
