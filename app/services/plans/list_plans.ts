import db from '@adonisjs/lucid/services/db'

/** A plan that can be rated, by the version published last. */
export interface PlanSummary {
  readonly name: string
  readonly title: string
  readonly product: string
  readonly state: string
  readonly version: string
  readonly program_hash: string
}

/** All plans with a published version, in alphabetical order. */
export function listPlans(): Promise<readonly PlanSummary[]> {
  return db
    .from('plans as p')
    .joinRaw(
      `join lateral (
         select label, program_hash from plan_versions
         where plan_id = p.id and status = 'published' order by number desc limit 1
       ) v on true`
    )
    .orderBy('p.name')
    .select('p.name', 'p.title', 'p.product', 'p.state', 'v.label as version', 'v.program_hash')
}
