import type { OverModel } from '../plan/model.ts'
import type { Over } from '../syntax/ast.ts'
import type { World } from './resolver.ts'
import { enter, POLICY_SCOPE, type Scope } from './scope.ts'

/** Where a premium or the discounts repeat, or null where the entity is unknown. */
export function buildOver(over: Over, { index, report }: World): OverModel | null {
  const entity = index.words.get(over.entity.name)
  const shape = entity === undefined ? undefined : index.entities.get(entity)?.shape
  if (!shape) {
    const message = `There is no entity "${over.entity.name}"`
    return report.unknown('RATE203', over.entity, message, index.words.keys())
  }
  const carried = shape.coverages.map(({ name }) => name)
  for (const left of over.but) {
    if (carried.includes(left.name)) continue
    report.unknown('RATE204', left, `${shape.name} has no coverage "${left.name}"`, carried)
  }
  if (!over.eachCoverage) return { entity: shape.name, coverages: null }
  if (carried.length === 0) {
    return report.error('RATE204', over.entity.span, `${shape.name} carries no coverages`)
  }
  const but = new Set(over.but.map(({ name }) => name))
  return { entity: shape.name, coverages: carried.filter((name) => !but.has(name)) }
}

/** The scope of what stands in such a block. */
export function scopeOver(over: OverModel, { index }: World): Scope {
  const scope = over.entity === 'policy' ? POLICY_SCOPE : enter(POLICY_SCOPE, over.entity, index)
  if (!over.coverages) return scope
  return { ...scope, coverage: { carrier: over.entity, names: over.coverages, bound: null } }
}
