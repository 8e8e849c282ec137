import type { EntityShape, Facts, ProductShape } from '#rules/index'
import type { Offers } from '#plugins/contract'
import { assumedOf } from './unneeded_answers.ts'

/** The facts without whatever a quick quote assumes: as few as it takes. */
export function fewFacts(shape: ProductShape, offers: Required<Offers>, facts: Facts): object {
  const isAssumed = assumedOf(shape, offers)
  const { policy } = shape
  return { ...lists(policy.entities, facts), [policy.name]: entity(policy, facts[policy.name]) }

  function entity(of: EntityShape, value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    const unneeded = of.fields.filter((field) => isAssumed(of, field)).map(({ name }) => name)
    const left = Object.entries(value).filter(
      ([name]) => name !== 'coverages' && !unneeded.includes(name)
    )
    const kept = Object.fromEntries(left)
    return of.list === null ? kept : { ...kept, ...lists(of.entities, kept) }
  }

  function lists(shapes: readonly EntityShape[], around: Readonly<Record<string, unknown>>) {
    const given = shapes.flatMap((of) => {
      const list = of.list === null ? undefined : around[of.list]
      return Array.isArray(list) ? [[of.list, list.map((each) => entity(of, each))] as const] : []
    })
    return Object.fromEntries(given)
  }
}
