import type { Mover } from '#services/quotes/life/move_quote'
import { hashSources, type PlanSources } from '../read_plan_sources.ts'
import { findVersion, sourcesOf } from './find_versions.ts'
import { judgeSources, type Judgement } from './judge_sources.ts'
import { moveVersion, type PlanMoveResult } from './move_version.ts'

/** New texts of a version; what is not given stays as it is, and a table that is null goes. */
export interface SourceChange {
  readonly plan?: string | undefined
  readonly regulation?: string | undefined
  readonly tables?: Readonly<Record<string, string | null>> | undefined
}

export interface SavedSources extends Pick<Judgement, 'diagnostics' | 'errors' | 'compiled'> {
  readonly lockVersion: number
}

/**
 * Saves texts into a draft, whole or not, with what the compiler says of them. The compiler works before
 * the lock; should the draft change meanwhile, `changed_meanwhile` says so.
 */
export async function saveSources(
  plan: string,
  number: number,
  change: SourceChange,
  by: Mover
): Promise<PlanMoveResult<SavedSources>> {
  const seen = await findVersion(plan, number)
  if (!seen) return { ok: false, error: { type: 'no_such_version' } }
  const sources = withChange(await sourcesOf(seen.id), change)
  const { compiled, diagnostics, errors } = await judgeSources(sources)
  const saw = by.saw ?? seen.lockVersion
  const move = { move: 'edit', reason: null } as const
  return moveVersion(plan, number, move, { ...by, saw }, async (version, transaction) => {
    const { newBusinessFrom = null, renewalsFrom = null } = compiled?.program.plan ?? {}
    await transaction
      .from('plan_versions')
      .where('id', version.id)
      .update({
        sources: JSON.stringify(sources),
        source_hash: hashSources(sources),
        program: compiled && JSON.stringify(compiled.program),
        program_hash: compiled?.hash ?? null,
        new_business_from: newBusinessFrom,
        renewals_from: renewalsFrom,
        new_business_range: newBusinessFrom && `[${newBusinessFrom},)`,
        renewal_range: renewalsFrom && `[${renewalsFrom},)`,
        ...(compiled && { label: compiled.program.plan.version }),
      })
    const value = { diagnostics, errors, compiled, lockVersion: version.lockVersion + 1 }
    return { to: 'draft', value }
  })
}

function withChange(sources: PlanSources, change: SourceChange): PlanSources {
  const { plan, regulation, tables = {} } = change
  const law = sources.regulation?.name ?? 'regulation.rate'
  const all = { ...sources.tables, ...tables }
  const kept = Object.entries(all).filter((each): each is [string, string] => each[1] !== null)
  return {
    ...sources,
    ...(plan !== undefined && { plan: { name: sources.plan.name, text: plan } }),
    ...(regulation !== undefined && { regulation: { name: law, text: regulation } }),
    tables: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
