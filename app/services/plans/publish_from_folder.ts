import db from '@adonisjs/lucid/services/db'
import PlanVersion from '#models/plan_version'
import { importPlan } from './import_plan.ts'
import type { PlanPlugin } from './load_plugins.ts'
import { publishPlanVersion } from './publish_plan_version.ts'

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
 * Imports a plan's folder as it is now and publishes the plan's newest draft; one that may not be
 * published stays a draft.
 */
export function publishFromFolder(
  plugin: PlanPlugin,
  root: string
): Promise<PublishFromFolderResult> {
  return db.transaction(async (transaction) => {
    const imported = await importPlan(plugin, root, transaction)
    if (imported.type === 'refused') {
      return { ok: false, error: { type: 'refused', reason: imported.diagnostics } }
    }
    const newest = await PlanVersion.query({ client: transaction })
      .whereHas('plan', (plan) => plan.where('name', plugin.manifest.id))
      .orderBy('number', 'desc')
      .firstOrFail()
    if (imported.type === 'published') return { ok: true, version: describe(newest) }
    const result = await publishPlanVersion(newest, transaction)
    if (result.ok) return { ok: true, version: describe(newest) }
    if (result.error.type === 'already_published') {
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
    newBusinessFrom: firstDay(version.newBusinessRange),
    renewalsFrom: firstDay(version.renewalRange),
  }
}

/** The first day of a range as PostgreSQL writes it: `[2026-03-01,)`. */
function firstDay(range: string): string {
  return range.slice(1, 11)
}
