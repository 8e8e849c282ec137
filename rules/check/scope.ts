import type { ShapeIndex } from '../plan/shape_index.ts'

/** What a name may refer to at one place of the plan. */
export interface Scope {
  /** The entities in scope, holders before what they hold; always begins with `policy`. */
  readonly entities: readonly string[]
  readonly coverage: CoverageScope | null
  /** After `has`: a coverage's name alone means that it is taken. */
  readonly has: boolean
  /** Names of optional answers that are known to be given here. */
  readonly given: ReadonlySet<string>
  /** Whether `discounts` means something: only in the steps of a premium. */
  readonly discounts: boolean
  /** What a charge may speak of: the fees before it; null outside of charges. */
  readonly charged: ReadonlySet<string> | null
}

export interface CoverageScope {
  /** The entity that carries it; null where only its name is known. */
  readonly carrier: string | null
  readonly names: readonly string[]
  /** Set after `BI with`: the one coverage that is spoken of. */
  readonly bound: string | null
}

export const POLICY_SCOPE: Scope = {
  entities: ['policy'],
  coverage: null,
  has: false,
  given: new Set(),
  discounts: false,
  charged: null,
}

/** The scope inside a quantifier, an aggregate or a reference: one more entity, replacing its like. */
export function enter(scope: Scope, entity: string, index: ShapeIndex): Scope {
  const path = index.entities.get(entity)?.path ?? []
  const isInside = (other: string) => index.entities.get(other)?.path.includes(entity) ?? false
  const kept = scope.entities.filter((other) => !isInside(other) && !path.includes(other))
  const keepsCoverage = scope.coverage?.carrier !== entity
  return {
    ...scope,
    entities: [...kept, ...path],
    coverage: keepsCoverage ? scope.coverage : null,
    has: false,
  }
}

export function withGiven(scope: Scope, names: Iterable<string>): Scope {
  return { ...scope, given: new Set([...scope.given, ...names]) }
}

/** The entities from the innermost outward. */
export function innermostFirst(scope: Scope): readonly string[] {
  return scope.entities.toReversed()
}
