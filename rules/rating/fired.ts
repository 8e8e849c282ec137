import type { RulePlace } from './compiler.ts'
import type { Risk } from './risk.ts'
import { combinationKey } from './slot.ts'

/** Whether a rule fired for the entities in scope; its group has run before. */
export function fired(
  { rule, group, of }: RulePlace & { readonly rule: string },
  risk: Risk
): boolean {
  return risk.fired(group, combinationKey(of, risk)).has(rule)
}
