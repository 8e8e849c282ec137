import { explainDifference, validateFacts } from '#rules/index'
import type { Difference, FactError } from '#rules/index'
import { preparedProgram } from '../prepare_version.ts'
import { findRival } from './find_rival.ts'
import type { VersionSummary } from './version_summary.ts'

export type ExplainedVersion =
  | { readonly ok: true; readonly against: number; readonly difference: Difference }
  | {
      readonly ok: false
      readonly error:
        | { readonly type: 'has_errors' | 'nothing_to_compare' | 'not_rated' }
        | { readonly type: 'invalid_facts'; readonly errors: readonly FactError[] }
    }

/** Why a risk does not cost by one version what it costs by another; nothing is stored. */
export async function explainVersion(
  version: VersionSummary,
  { facts, against }: { readonly facts: unknown; readonly against: number | undefined }
): Promise<ExplainedVersion> {
  const { programHash } = version
  if (programHash === null) return { ok: false, error: { type: 'has_errors' } }
  const rival = await findRival(version, against)
  if (!rival || rival.programHash === null) {
    return { ok: false, error: { type: 'nothing_to_compare' } }
  }
  const before = await preparedProgram({ id: rival.id, programHash: rival.programHash })
  const after = await preparedProgram({ id: version.id, programHash })
  const old = validateFacts(before.compiled.program.shape, facts)
  const own = validateFacts(after.compiled.program.shape, facts)
  if (!own.ok) return { ok: false, error: { type: 'invalid_facts', errors: own.errors } }
  if (!old.ok) return { ok: false, error: { type: 'not_rated' } }
  const difference = await explainDifference(
    { prepared: before, facts: old.facts },
    { prepared: after, facts: own.facts }
  )
  if (!difference) return { ok: false, error: { type: 'not_rated' } }
  return { ok: true, against: rival.number, difference }
}
