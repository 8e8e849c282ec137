import type { EntityShape } from '../plan/shape.ts'
import type { FactPath } from './fact_path.ts'
import { own } from './findings.ts'

/** An entity of unjudged facts, with the entities around it. */
export interface FactScope {
  readonly shape: EntityShape
  readonly place: FactPath
  readonly value: Readonly<Record<string, unknown>>
  readonly around: FactScope | null
  /** What holds the lists inside the entity: for the policy the facts as a whole, else itself. */
  readonly lists: Readonly<Record<string, unknown>>
}

/** The innermost entity of that name, from the scope outwards. */
export function findScope(scope: FactScope, entity: string): FactScope | null {
  for (let at: FactScope | null = scope; at; at = at.around) {
    if (at.shape.name === entity) return at
  }
  return null
}

/** Where `policy.effective_on`, or a field's bare name, stands as seen from the scope. */
export function findField(
  scope: FactScope,
  name: string
): { readonly scope: FactScope; readonly field: string } | null {
  const dot = name.indexOf('.')
  if (dot !== -1) {
    const owner = findScope(scope, name.slice(0, dot))
    return owner && { scope: owner, field: name.slice(dot + 1) }
  }
  for (let at: FactScope | null = scope; at; at = at.around) {
    if (at.shape.fields.some((field) => field.name === name)) return { scope: at, field: name }
  }
  return null
}

/** The elements of the nearest list of that kind which the scope, or an entity around it, holds. */
export function findList(scope: FactScope, entity: string): readonly unknown[] {
  for (let at: FactScope | null = scope; at; at = at.around) {
    const inner = at.shape.entities.find(({ name }) => name === entity)
    if (inner?.list) {
      const list = own(at.lists, inner.list)
      return Array.isArray(list) ? list : []
    }
  }
  return []
}
