import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Days, StoredStatus } from './plan_moves.ts'

/** A version of a plan without its texts and its program. */
export interface VersionSummary {
  readonly id: number
  readonly planId: number
  readonly plan: string
  /** Whose calendar says what day it is. */
  readonly timeZone: string
  readonly number: number
  readonly label: string
  readonly status: StoredStatus
  /** Null while its source does not compile. */
  readonly programHash: string | null
  readonly newBusiness: Days | null
  readonly renewals: Days | null
  /** The number of the version that it was made from; null where it came from a folder. */
  readonly basedOn: number | null
  readonly authorId: number | null
  readonly author: string | null
  /** Counts what was done to it: its entity tag. */
  readonly lockVersion: number
  readonly createdAt: Date
  readonly publishedAt: Date | null
}

/** A query of versions (as `v`) with their plans (as `p`). */
export function versionSummaries(
  client: QueryClientContract
): DatabaseQueryBuilderContract<VersionSummary> {
  return client
    .from('plan_versions as v')
    .join('plans as p', 'p.id', 'v.plan_id')
    .leftJoin('users as u', 'u.id', 'v.author_id')
    .select('v.id', 'v.plan_id as planId', 'p.name as plan', 'p.time_zone as timeZone')
    .select('v.number', 'v.label', 'v.status', 'v.program_hash as programHash')
    .select('v.based_on as basedOn', 'v.author_id as authorId', 'u.full_name as author')
    .select('v.lock_version as lockVersion', 'v.created_at as createdAt')
    .select('v.published_at as publishedAt')
    .select(
      client.raw(`${days('new_business_from', 'new_business_range')} as "newBusiness"`),
      client.raw(`${days('renewals_from', 'renewal_range')} as "renewals"`)
    )
}

/** An emptied range ends on the day on which it would have begun. */
function days(from: string, range: string): string {
  return `case when v.${from} is not null then json_build_object('from', v.${from}::text, 'until',
    (case when isempty(v.${range}) then v.${from} else upper(v.${range}) end)::text) end`
}
