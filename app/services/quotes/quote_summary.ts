import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Decision } from '#rules/index'
import type { QuoteStatus } from './life/moves.ts'

/** A quote by its newest version, without the worksheet. */
export interface QuoteSummary {
  readonly id: string
  readonly version: number
  readonly transaction: 'new_business' | 'renewal'
  readonly effectiveOn: string
  readonly decision: Decision
  readonly currency: string
  readonly premium: string
  readonly feeTotal: string
  readonly total: string
  readonly programHash: string
  readonly recordedAt: Date
  readonly status: QuoteStatus
  readonly lockVersion: number
  /** Whose calendar says what day it is. */
  readonly timeZone: string
  /** The last day on which it can be bound, and what ends it then. */
  readonly expiresOn: string | null
  readonly expiryReason: string | null
  readonly plan: {
    readonly name: string
    readonly title: string
    readonly version: string
    readonly state: string
  }
  readonly actorName: string
}

/** A query of all quotes (as `q`) with their newest versions (as `v`). */
export function newestVersions(
  client: QueryClientContract
): DatabaseQueryBuilderContract<QuoteSummary> {
  return client
    .from('quotes as q')
    .joinRaw(
      `join lateral (
         select * from quote_versions where quote_id = q.id order by number desc limit 1
       ) v on true`
    )
    .join('plans as p', 'p.id', 'q.plan_id')
    .join('plan_versions as pv', 'pv.id', 'v.plan_version_id')
    .join('users as u', 'u.id', 'v.actor_id')
    .select(
      'q.id',
      'q.status',
      'q.lock_version as lockVersion',
      'q.expiry_reason as expiryReason',
      'p.time_zone as timeZone',
      'v.number as version',
      'v.transaction',
      'v.decision',
      'v.currency',
      'v.premium',
      'v.fee_total as feeTotal',
      'v.total',
      'v.program_hash as programHash',
      'v.recorded_at as recordedAt',
      'u.full_name as actorName',
      client.raw('v.effective_on::text as "effectiveOn"'),
      client.raw('q.expires_on::text as "expiresOn"'),
      client.raw(
        `json_build_object('name', p.name, 'title', p.title, 'version', pv.label, 'state', p.state) as plan`
      )
    )
}
