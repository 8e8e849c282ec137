import { randomUUID } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { compile, renderDiagnostics } from '#rules/index'
import Plan from '#models/plan'
import PlanVersion from '#models/plan_version'
import { nextVersionNumber } from './life/next_version_number.ts'
import { recordPlanEvent } from './life/record_plan_event.ts'
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

/**
 * Imports one plan's sources unless this very text was imported before, whatever its draft was made
 * into since; `again` imports it anew where no version has it. A plan's first version is published.
 */
export async function importPlan(
  plugin: PlanPlugin,
  root: string,
  transaction: TransactionClientContract,
  options: { readonly again?: boolean } = {}
): Promise<ImportResult> {
  return importSources(plugin, await readPlanSources(plugin, root), transaction, options)
}

/** The same for sources that are at hand: as they are in the folder, or changed from those. */
export async function importSources(
  plugin: PlanPlugin,
  sources: PlanSources,
  transaction: TransactionClientContract,
  { again = false }: { readonly again?: boolean } = {}
): Promise<ImportResult> {
  const sourceHash = hashSources(sources)
  if (await isKnown(plugin.manifest.id, sourceHash, again, transaction)) return { type: 'known' }
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
  await transaction.from('plans').where('id', plan.id).select('id').forUpdate()
  const number = await nextVersionNumber(plan.id, transaction)
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
      newBusinessFrom,
      renewalsFrom,
      newBusinessRange: `[${newBusinessFrom},)`,
      renewalRange: `[${renewalsFrom},)`,
    },
    { client: transaction }
  )
  await rememberImport(plan.id, sourceHash, transaction)
  if (number > 1) {
    await recordImport(draft, name, transaction)
    return { type: 'drafted', number }
  }
  await publishPlanVersion(draft, transaction)
  await recordImport(draft, name, transaction)
  return { type: 'published', number }
}

async function isKnown(
  plan: string,
  sourceHash: string,
  again: boolean,
  transaction: TransactionClientContract
): Promise<boolean> {
  const row = await transaction
    .from(again ? 'plan_versions as known' : 'imported_sources as known')
    .join('plans', 'plans.id', 'known.plan_id')
    .where({ 'plans.name': plan, 'known.source_hash': sourceHash })
    .select('known.plan_id')
    .first()
  return row !== null
}

async function rememberImport(
  planId: number,
  sourceHash: string,
  transaction: TransactionClientContract
): Promise<void> {
  await transaction.rawQuery(
    'insert into imported_sources (plan_id, source_hash) values (?, ?) on conflict do nothing',
    [planId, sourceHash]
  )
}

function recordImport(
  { id, number, status }: PlanVersion,
  plan: string,
  transaction: TransactionClientContract
): Promise<void> {
  return recordPlanEvent(transaction, {
    version: { id, plan, number },
    kind: 'import',
    from: null,
    to: status,
    reason: null,
    actorId: null,
    requestId: `import-${randomUUID()}`,
  })
}
