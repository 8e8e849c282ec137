import { childrenOf } from '../plan/children.ts'
import type { PlanModel, Value } from '../plan/model.ts'

/** Tells of a value whether working it out may refuse the quote: by a table, or before a first edition. */
export function refusals(
  plan: PlanModel,
  refusing: ReadonlyMap<string, unknown>
): (value: Value) => boolean {
  const ofLets = new Map<string, boolean>()
  const mayRefuse = (value: Value): boolean => {
    if (value.kind === 'lookup') return refusing.has(value.table) || value.keys.some(mayRefuse)
    if (value.kind === 'let') return letMayRefuse(value.name)
    return value.kind === 'not_in_force' || childrenOf(value).some(mayRefuse)
  }
  const letMayRefuse = (name: string): boolean => {
    const known = ofLets.get(name)
    if (known !== undefined) return known
    const model = plan.lets.get(name)
    const found = model !== undefined && mayRefuse(model.value)
    ofLets.set(name, found)
    return found
  }
  return mayRefuse
}
