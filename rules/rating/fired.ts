import type { RulePlace } from './compiler.ts'
import type { Risk } from './risk.ts'
import { combinationKey } from './slot.ts'

/** Whether a rule fired for the entities in scope; its group has run before. */
export function fired({ group, index, of }: RulePlace, risk: Risk): boolean {
  return risk.results(group, combinationKey(of, risk))[index]?.result === true
}
