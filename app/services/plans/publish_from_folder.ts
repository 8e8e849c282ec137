import { randomUUID } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import PlanVersion from '#models/plan_version'
import { importPlan } from './import_plan.ts'
import type { StoredStatus } from './life/plan_moves.ts'
import { recordPlanEvent } from './life/record_plan_event.ts'
import type { PlanPlugin } from './load_plugins.ts'
import { publishPlanVersion } from './publish_plan_version.ts'
import { hashSources, readPlanSources } from './read_plan_sources.ts'

/** A version that is in force from its dates on. */
export interface PublishedVersion {
  readonly number: number
  readonly label: string
  readonly newBusinessFrom: string
  readonly renewalsFrom: string
}

export type PublishFromFolderResult =
  | { readonly ok: true; readonly version: PublishedVersion }
  | { readonly ok: false; readonly error: { readonly type: 'nothing_new'; readonly label: string } }
  | { readonly ok: false; readonly error: { readonly type: 'refused'; readonly reason: string } }
  | {
      readonly ok: false
      readonly error: {
        readonly type: 'begins_too_early'
        readonly version: PublishedVersion
        readonly after: PublishedVersion
      }
    }

/**
 * Imports a plan's folder as it is now and publishes the version that has its text; one that may not
 * be published stays a draft. Whoever runs it answers for the review, which this skips.
 */
export function publishFromFolder(
  plugin: PlanPlugin,
  root: string
): Promise<PublishFromFolderResult> {
  return db.transaction(async (transaction) => {
    const imported = await importPlan(plugin, root, transaction, { again: true })
    if (imported.type === 'refused') {
      return { ok: false, error: { type: 'refused', reason: imported.diagnostics } }
    }
    const sourceHash = hashSources(await readPlanSources(plugin, root))
    const newest = await PlanVersion.query({ client: transaction })
      .whereHas('plan', (plan) => plan.where('name', plugin.manifest.id))
      .where('sourceHash', sourceHash)
      .orderBy('number', 'desc')
      .firstOrFail()
    if (imported.type === 'published') return { ok: true, version: describe(newest) }
    const { status } = newest
    const result = await publishPlanVersion(newest, transaction)
    if (result.ok) {
      await recordPublication(newest, plugin.manifest.id, status, transaction)
      return { ok: true, version: describe(newest) }
    }
    // What was imported compiles, so that only one reason beside the dates is left.
    if (result.error.type !== 'begins_too_early') {
      return { ok: false, error: { type: 'nothing_new', label: newest.label } }
    }
    const after = await PlanVersion.query({ client: transaction })
      .where({ planId: newest.planId, number: result.error.after })
      .firstOrFail()
    const error = {
      type: 'begins_too_early',
      version: describe(newest),
      after: describe(after),
    } as const
    return { ok: false, error }
  })
}

function describe(version: PlanVersion): PublishedVersion {
  return {
    number: version.number,
    label: version.label,
    newBusinessFrom: version.newBusinessFrom ?? '',
    renewalsFrom: version.renewalsFrom ?? '',
  }
}

function recordPublication(
  { id, number }: PlanVersion,
  plan: string,
  from: StoredStatus,
  transaction: TransactionClientContract
): Promise<void> {
  return recordPlanEvent(transaction, {
    version: { id, plan, number },
    kind: 'publish',
    from,
    to: 'published',
    reason: null,
    actorId: null,
    requestId: `publish-${randomUUID()}`,
  })
}
