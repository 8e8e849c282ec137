import { OnlineAlmanac, type OnlineEngine, type OnlineRuleResult } from './online_engine.ts'
import type { Risk } from './risk.ts'
import type { Of } from './slot.ts'

/** The rules that are run together, and what they are of. */
export interface PreparedGroup {
  readonly engine: OnlineEngine
  readonly of: Of
}

/**
 * Runs every group, each rule once for each combination of what its group is of; the risk then knows
 * what came of them. Gives the results of each group in order. @throws Refusal where a table has no row.
 */
export async function runGroups(
  groups: readonly PreparedGroup[],
  risk: Risk
): Promise<readonly (readonly OnlineRuleResult[])[]> {
  const results: (readonly OnlineRuleResult[])[] = []
  for (const { engine, of } of groups) {
    const almanac = new OnlineAlmanac(risk, of)
    await engine.run({}, { almanac })
    results.push(almanac.getResults())
  }
  return results
}
