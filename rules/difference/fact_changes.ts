import { titleOf } from '../check/title_of.ts'
import type { Facts } from '../facts/facts.ts'
import type { EntityShape, ProductShape } from '../plan/shape.ts'
import type { FieldChange } from './difference.ts'

type Tree = { readonly [key: string]: unknown }

/** A difference of two risks that can be carried over by itself. */
export interface FactChange extends FieldChange {
  readonly steps: readonly (string | number)[]
  /** What people call the entity that it is in: `Vehicle 1`. */
  readonly owner: string
}

/**
 * How the second facts differ from the first: field by field, coverage by coverage, and whole entities
 * that are only in one. Entities are matched by their places.
 */
export function factChanges(
  { policy }: ProductShape,
  before: Facts,
  after: Facts
): readonly FactChange[] {
  const own = compareEntity(
    policy,
    before.policy,
    after.policy,
    ['policy'],
    titleOf(undefined, policy.name)
  )
  return [...own, ...compareLists(policy, before, after, [], '')]
}

function compareEntity(
  shape: EntityShape,
  before: Tree,
  after: Tree,
  steps: readonly (string | number)[],
  owner: string
): readonly FactChange[] {
  const fields = shape.fields.flatMap(({ name, title }) =>
    changeOf(before[name], after[name], [...steps, name], owner, title)
  )
  const [had, has] = [tree(before['coverages']), tree(after['coverages'])]
  const coverages = shape.coverages.flatMap(({ name, title }) =>
    changeOf(had[name], has[name], [...steps, 'coverages', name], owner, title)
  )
  return [...fields, ...coverages]
}

function compareLists(
  shape: EntityShape,
  before: Tree,
  after: Tree,
  steps: readonly (string | number)[],
  prefix: string
): readonly FactChange[] {
  return shape.entities.flatMap((inner) => {
    const list = inner.list ?? ''
    const [had, has] = [listOf(before[list]), listOf(after[list])]
    return Array.from({ length: Math.max(had.length, has.length) }, (_, at) => at).flatMap((at) => {
      const owner = `${prefix}${titleOf(undefined, inner.name)} ${at + 1}`
      const path = [...steps, list, at]
      const [was, is] = [had[at], has[at]]
      if (was === undefined || is === undefined) return changeOf(was, is, path, owner, null)
      return [
        ...compareEntity(inner, was, is, path, owner),
        ...compareLists(inner, was, is, path, `${owner}, `),
      ]
    })
  })
}

function changeOf(
  before: unknown,
  after: unknown,
  steps: readonly (string | number)[],
  owner: string,
  title: string | null
): readonly FactChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const path = steps.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step,
    ''
  )
  const words = title ?? (before === undefined ? 'added' : 'removed')
  const name = title === null ? `${owner} ${words}` : `${owner}: ${words}`
  return [{ path, title: name, before: before ?? null, after: after ?? null, steps, owner }]
}

/** The facts with some of the changes made. Those that add or remove an entity work from the end of its list. */
export function withChanges(facts: Facts, changes: readonly FactChange[]): Facts {
  // A copy of facts, with changes between two validated ones, still has the form of facts.
  const copy = structuredClone(facts) as unknown as Record<string, unknown>
  const removed = changes.filter(isRemovedEntity).toReversed()
  const kept = changes.filter((change) => !isRemovedEntity(change))
  for (const { steps, after } of [...kept, ...removed]) place(copy, steps, after)
  return copy as unknown as Facts
}

function isRemovedEntity({ steps, after }: FactChange): boolean {
  return after === null && typeof steps.at(-1) === 'number'
}

function place(root: Record<string, unknown>, steps: readonly (string | number)[], value: unknown) {
  const [last, ...before] = steps.toReversed()
  // Each step but the last leads to an object or a list that both facts have.
  let holder = root as Record<string | number, unknown>
  for (const step of before.toReversed()) {
    holder[step] ??= {}
    holder = holder[step] as Record<string | number, unknown>
  }
  if (last === undefined) return
  if (Array.isArray(holder) && typeof last === 'number') {
    if (value === null) holder.splice(last, 1)
    else holder.splice(Math.min(last, holder.length), 0, value)
  } else if (value === null) delete holder[last]
  else holder[last] = value
}

function tree(value: unknown): Tree {
  // Validated facts have an object of objects for the coverages, or nothing.
  return (value ?? {}) as Tree
}

function listOf(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value : []
}
