import { childrenOf } from '../plan/children.ts'
import type { PlanModel, Value } from '../plan/model.ts'

/**
 * A value and all that it is made of, through each `let` once; at those named in `known` it stops.
 * By what somebody is ranked and assigned is no part of what is asked of whoever that is.
 */
export function* partsOf(
  value: Value,
  plan: Pick<PlanModel, 'lets'>,
  known: ReadonlySet<string> = new Set(),
  seen = new Set<string>()
): Iterable<Value> {
  yield value
  if (value.kind === 'let' && !known.has(value.name) && !seen.has(value.name)) {
    seen.add(value.name)
    const model = plan.lets.get(value.name)
    if (model) yield* partsOf(model.value, plan, known, seen)
  }
  if (value.kind === 'assigned') return
  for (const child of childrenOf(value)) yield* partsOf(child, plan, known, seen)
}
