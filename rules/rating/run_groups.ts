import type { Of } from './slot.ts'
import { OnlineAlmanac, type OnlineEngine, type OnlineRuleResult } from './online_engine.ts'
import type { Risk } from './risk.ts'
import { combinationKey, forEachCombination } from './slot.ts'

/** The rules that are run together, and what they are of. */
export interface PreparedGroup {
  readonly engine: OnlineEngine
  readonly of: Of
}

/**
 * Runs every group once for each combination of what it is of, notes in the risk which rules fired,
 * and gives the results of each run in order. @throws Refusal where a table has no row.
 */
export async function runGroups(
  groups: readonly PreparedGroup[],
  risk: Risk
): Promise<readonly (readonly OnlineRuleResult[])[]> {
  const runs: (readonly OnlineRuleResult[])[] = []
  for (const [index, { engine, of }] of groups.entries()) {
    const combinations: { readonly key: number; readonly almanac: OnlineAlmanac }[] = []
    forEachCombination(of, risk, () => {
      combinations.push({ key: combinationKey(of, risk), almanac: new OnlineAlmanac(risk) })
    })
    for (const { key, almanac } of combinations) {
      await engine.run({}, { almanac })
      const results = almanac.getResults()
      risk.fire(index, key, firedOf(results))
      runs.push(results)
    }
  }
  return runs
}

function firedOf(results: readonly OnlineRuleResult[]): ReadonlySet<string> {
  return new Set(results.filter(({ result }) => result).map(({ name }) => name))
}
