import type { EntityFacts, EntityShape, Facts, ProductShape } from '#rules/index'

/** One entity of a risk with its shape and its place in the facts. */
export interface PlacedEntity {
  readonly shape: EntityShape
  readonly facts: EntityFacts
  readonly pointer: string
  /** 1-based place in its list. */
  readonly number: number
}

/** The policy and every entity of a risk, in the order of the shape. */
export function entitiesOf({ policy }: ProductShape, facts: Facts): readonly PlacedEntity[] {
  const root = { shape: policy, facts: facts.policy, pointer: `/${policy.name}`, number: 1 }
  return [root, ...policy.entities.flatMap((shape) => listed(shape, facts, ''))]
}

function listed(
  shape: EntityShape,
  around: Facts | EntityFacts,
  pointer: string
): readonly PlacedEntity[] {
  const list = shape.list === null ? undefined : around[shape.list]
  if (!Array.isArray(list)) return []
  // A list of the shape holds entities alone: the facts were judged by it.
  const entities: readonly EntityFacts[] = list
  return entities.flatMap((facts, index) => {
    const place = `${pointer}/${shape.list}/${index}`
    const here = { shape, facts, pointer: place, number: index + 1 }
    return [here, ...shape.entities.flatMap((inner) => listed(inner, facts, place))]
  })
}
