import db from '@adonisjs/lucid/services/db'

/** A policy with its newest version and the instalments of it. */
export interface PolicyDetail {
  readonly number: string
  readonly quoteId: string
  readonly plan: { readonly name: string; readonly title: string; readonly state: string }
  readonly begins: string
  readonly ends: string
  readonly currency: string
  readonly total: string
  readonly programHash: string
  readonly boundAt: Date
  readonly boundBy: string
  readonly instalments: readonly {
    readonly number: number
    readonly due_on: string
    readonly amount: string
  }[]
}

/** The policy of a number; undefined when there is none. */
export async function findPolicy(number: string): Promise<PolicyDetail | undefined> {
  const policy = await db
    .from('policies as p')
    .joinRaw(
      `join lateral (
         select * from policy_versions where policy_id = p.id order by number desc limit 1
       ) v on true`
    )
    .join('plans', 'plans.id', 'p.plan_id')
    .join('users as u', 'u.id', 'p.bound_by')
    .where('p.number', number)
    .select(
      'p.number',
      'p.quote_id as quoteId',
      'p.bound_at as boundAt',
      'u.full_name as boundBy',
      'v.id as versionId',
      'v.currency',
      'v.total',
      'v.program_hash as programHash',
      db.raw('lower(v.period)::text as begins'),
      db.raw('upper(v.period)::text as ends'),
      db.raw(
        `json_build_object('name', plans.name, 'title', plans.title, 'state', plans.state) as plan`
      )
    )
    .first()
  if (!policy) return undefined
  const { versionId, ...detail } = policy
  const instalments = await db
    .from('instalments')
    .where('policy_version_id', versionId)
    .orderBy('number')
    .select('number', 'amount', db.raw('due_on::text as due_on'))
  return { ...detail, instalments }
}
