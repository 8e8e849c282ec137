import type { EntityFacts, Facts } from '../facts/facts.ts'
import type { ShapeIndex } from '../plan/shape_index.ts'

/** One entity of a risk: the lists to go through with the number in each, from 0; none is the policy. */
export interface EntityPlace {
  readonly steps: readonly { readonly entity: string; readonly list: string; readonly at: number }[]
  readonly facts: EntityFacts
}

/** All entities of a name in the risk, in its order. */
export function placesOf(facts: Facts, entity: string, index: ShapeIndex): readonly EntityPlace[] {
  const path = index.entities.get(entity)?.path ?? []
  let places: readonly EntityPlace[] = [{ steps: [], facts: facts.policy }]
  for (const name of path) {
    const list = index.entities.get(name)?.shape.list ?? name
    places = places.flatMap((place) => {
      const own = place.steps.length === 0 ? facts[list] : place.facts[list]
      return (Array.isArray(own) ? own : []).map((each: EntityFacts, at: number) => ({
        steps: [...place.steps, { entity: name, list, at }],
        facts: each,
      }))
    })
  }
  return places
}

/** The risk with that one entity changed. */
export function changeAt(
  facts: Facts,
  { steps }: EntityPlace,
  change: (own: EntityFacts) => EntityFacts
): Facts {
  const [first, ...rest] = steps
  if (!first) return { ...facts, policy: change(facts.policy) }
  return { ...facts, [first.list]: changeIn(facts[first.list], first.at, rest, change) }
}

function changeIn(
  list: unknown,
  at: number,
  steps: EntityPlace['steps'],
  change: (own: EntityFacts) => EntityFacts
): readonly EntityFacts[] {
  // A place was found in these very facts, so that the list is one of entities.
  const entities = list as readonly EntityFacts[]
  return entities.map((own, number) => {
    if (number !== at) return own
    const [next, ...rest] = steps
    return next
      ? { ...own, [next.list]: changeIn(own[next.list], next.at, rest, change) }
      : change(own)
  })
}

/** `vehicle 2`, `driver 1, violation 3`, or `policy`. */
export function placeWords({ steps }: EntityPlace): string {
  if (steps.length === 0) return 'policy'
  return steps.map(({ entity, at }) => `${entity} ${at + 1}`).join(', ')
}
