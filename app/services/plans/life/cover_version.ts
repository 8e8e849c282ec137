import { coveredPercent, measureCoverage } from '#rules/index'
import type { CoverageReport } from '#rules/index'
import { sourcesOf } from './find_versions.ts'
import { judgeSources } from './judge_sources.ts'

/** So many generated risks tell what nothing reaches from what an example should. */
const RISKS = 500

/** What of a version its worked examples reach; undefined where it does not compile. */
export async function coverVersion(
  versionId: number
): Promise<(CoverageReport & { readonly covered_percent: number }) | undefined> {
  const { compiled, examples } = await judgeSources(await sourcesOf(versionId))
  if (compiled === null) return undefined
  const report = await measureCoverage(compiled, examples, { risks: RISKS, seed: 1 })
  return { ...report, covered_percent: coveredPercent(report) }
}
