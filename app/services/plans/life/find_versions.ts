import db from '@adonisjs/lucid/services/db'
import type { PlanSources } from '../read_plan_sources.ts'
import { versionSummaries, type VersionSummary } from './version_summary.ts'

/** A plan by name, whether or not any version of it was ever in force. */
export interface FoundPlan {
  readonly id: number
  readonly name: string
  readonly title: string
  readonly product: string
  readonly state: string
  readonly timeZone: string
}

/** One thing that was done to a version. */
export interface PlanJournalEntry {
  readonly number: number
  readonly kind: string
  readonly from: string | null
  readonly to: string
  readonly reason: string | null
  /** Null where it was an operator's command or a start of the platform. */
  readonly actor: string | null
  readonly recorded_at: Date
}

/** The plan of that name; undefined where there is none. */
export async function findPlan(name: string): Promise<FoundPlan | undefined> {
  const row = await db
    .from('plans')
    .where('name', name)
    .select('id', 'name', 'title', 'product', 'state', 'time_zone as timeZone')
    .first()
  return row ?? undefined
}

/** All versions of a plan, newest first. */
export function listVersions(plan: string): Promise<readonly VersionSummary[]> {
  return versionSummaries(db.connection()).where('p.name', plan).orderBy('v.number', 'desc')
}

/** One version of a plan; undefined where there is none. */
export async function findVersion(
  plan: string,
  number: number
): Promise<VersionSummary | undefined> {
  const found = await versionSummaries(db.connection())
    .where({ 'p.name': plan, 'v.number': number })
    .first()
  return found ?? undefined
}

/** The texts of a version that there is. */
export async function sourcesOf(versionId: number): Promise<PlanSources> {
  const row = await db.from('plan_versions').where('id', versionId).select('sources').firstOrFail()
  return row.sources
}

/** What was done to the versions of a plan, newest first; to one of them where its number is given. */
export function planJournal(planId: number, number?: number): Promise<readonly PlanJournalEntry[]> {
  const query = db
    .from('plan_events as e')
    .join('plan_versions as v', 'v.id', 'e.plan_version_id')
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .where('v.plan_id', planId)
    .orderBy('e.id', 'desc')
    .select('v.number', 'e.kind', 'e.from_status as from', 'e.to_status as to', 'e.reason')
    .select('u.full_name as actor', 'e.recorded_at')
  return number === undefined ? query : query.where('v.number', number)
}
