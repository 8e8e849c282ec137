import { explainDifference, validateFacts } from '#rules/index'
import type { Difference, RatedVersion } from '#rules/index'
import QuoteVersion from '#models/quote_version'
import { preparedProgram } from '#services/plans/prepare_version'

export type VersionComparison =
  | { readonly ok: true; readonly difference: Difference }
  | {
      readonly ok: false
      readonly error: { readonly type: 'no_such_version'; readonly number: number }
    }
  | { readonly ok: false; readonly error: { readonly type: 'no_longer_rated' } }

/** Why the total of one version of a quote is not that of another; each by its own program. */
export async function compareVersions(
  quoteId: string,
  from: number,
  to: number
): Promise<VersionComparison> {
  const versions = await QuoteVersion.query().where({ quoteId }).whereIn('number', [from, to])
  const [before, after] = [from, to].map((number) =>
    versions.find((each) => each.number === number)
  )
  if (!before || !after) {
    return { ok: false, error: { type: 'no_such_version', number: before ? to : from } }
  }
  const [first, second] = await Promise.all([ratedVersion(before), ratedVersion(after)])
  const difference = first && second ? await explainDifference(first, second) : null
  return difference ? { ok: true, difference } : { ok: false, error: { type: 'no_longer_rated' } }
}

async function ratedVersion(version: QuoteVersion): Promise<RatedVersion | undefined> {
  const prepared = await preparedProgram({
    id: version.planVersionId,
    programHash: version.programHash,
  })
  const validated = validateFacts(prepared.compiled.program.shape, version.facts)
  return validated.ok ? { prepared, facts: validated.facts } : undefined
}
