/** What a place of a plan can speak of: the entities in scope, innermost last, and whether a coverage is. */
export interface Scope {
  readonly entities: readonly Entity[]
  readonly coverage: boolean
}

export type Entity = 'policy' | 'driver' | 'claim' | 'vehicle'
export type Kind = 'integer' | 'factor' | 'money' | 'condition'

/** Something that a plan has given a name: a value, a table with its keys filled in, a constant. */
export interface Named {
  readonly kind: Kind
  /** As it is written where all of `of` are in scope. */
  readonly text: string
  readonly of: readonly Entity[]
  readonly coverage: boolean
  /** Whether its digits may have no end, so that it is rounded wherever it stands. */
  readonly isEndless: boolean
}

export const POLICY: Scope = { entities: ['policy'], coverage: false }
export const DRIVER: Scope = { entities: ['policy', 'driver'], coverage: false }
export const CLAIM: Scope = { entities: ['policy', 'driver', 'claim'], coverage: false }
export const VEHICLE: Scope = { entities: ['policy', 'vehicle'], coverage: false }
export const COVERED: Scope = { entities: ['policy', 'vehicle'], coverage: true }

/** Whether what is named can be spoken of in a scope. */
export function isInScope({ of, coverage }: Pick<Named, 'of' | 'coverage'>, scope: Scope): boolean {
  return of.every((entity) => scope.entities.includes(entity)) && (!coverage || scope.coverage)
}

/** `driver of a claim` as the head of a `let` has it: the innermost entity, and the coverage. */
export function ofText({ entities, coverage }: Scope): string {
  const inner = entities.at(-1) ?? 'policy'
  if (inner === 'policy') return ''
  return coverage ? ` of ${inner}, coverage` : ` of ${inner}`
}
