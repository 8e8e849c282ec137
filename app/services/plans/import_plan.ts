import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { compile, renderDiagnostics } from '#rules/index'
import Plan from '#models/plan'
import PlanVersion from '#models/plan_version'
import type { PlanPlugin } from './load_plugins.ts'
import { publishPlanVersion } from './publish_plan_version.ts'
import {
  hashSources,
  readPlanSources,
  writtenSources,
  type PlanSources,
} from './read_plan_sources.ts'

export type ImportResult =
  | { readonly type: 'known' }
  | { readonly type: 'published' | 'drafted'; readonly number: number }
  | { readonly type: 'refused'; readonly diagnostics: string }

/** Imports one plan's sources unless this very text was imported before. */
export async function importPlan(
  plugin: PlanPlugin,
  root: string,
  transaction: TransactionClientContract
): Promise<ImportResult> {
  return importSources(plugin, await readPlanSources(plugin, root), transaction)
}

/** The same for sources that are at hand: as they are in the folder, or changed from those. */
export async function importSources(
  plugin: PlanPlugin,
  sources: PlanSources,
  transaction: TransactionClientContract
): Promise<ImportResult> {
  const sourceHash = hashSources(sources)
  const known = await PlanVersion.query({ client: transaction })
    .where('sourceHash', sourceHash)
    .whereHas('plan', (plan) => plan.where('name', plugin.manifest.id))
    .select('id')
    .first()
  if (known) return { type: 'known' }

  const { compiled, diagnostics } = compile(sources)
  if (compiled === null) {
    const all = writtenSources(sources)
    return { type: 'refused', diagnostics: renderDiagnostics(diagnostics, all, { color: false }) }
  }
  const { name, title, product, state, version, newBusinessFrom, renewalsFrom } =
    compiled.program.plan
  const plan = await Plan.updateOrCreate(
    { name },
    { title, product, state, timeZone: plugin.manifest.timeZone ?? 'UTC' },
    { client: transaction }
  )
  const number = await nextNumber(plan, transaction)
  const draft = await PlanVersion.create(
    {
      planId: plan.id,
      number,
      label: version,
      status: 'draft',
      program: compiled.program,
      programHash: compiled.hash,
      sources,
      sourceHash,
      newBusinessRange: `[${newBusinessFrom},)`,
      renewalRange: `[${renewalsFrom},)`,
    },
    { client: transaction }
  )
  if (number > 1) return { type: 'drafted', number }
  await publishPlanVersion(draft, transaction)
  return { type: 'published', number }
}

async function nextNumber(plan: Plan, transaction: TransactionClientContract): Promise<number> {
  const newest = await PlanVersion.query({ client: transaction })
    .where('planId', plan.id)
    .orderBy('number', 'desc')
    .select('number')
    .first()
  return (newest?.number ?? 0) + 1
}
