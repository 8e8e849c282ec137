import { choiceInJson } from '#rules/index'
import type { Facts, ProductShape } from '#rules/index'
import type { OfferedLever, Offers } from '#plugins/contract'
import { entitiesOf, type PlacedEntity } from './entities_of.ts'
import { factAt, type FactChange } from './vary_facts.ts'

/** Something that a customer could choose otherwise. */
export interface LeverCandidate {
  /** `choice`: an answer; `cover`: other terms of a coverage, and so less cover. */
  readonly kind: 'choice' | 'cover'
  readonly title: string
  /** Whom it concerns; null where it is the whole policy. */
  readonly entity: { readonly name: string; readonly number: number } | null
  readonly change: FactChange
}

/** Everything that is declared to be open to the customer and that this risk does not have yet. */
export function leverCandidates(
  shape: ProductShape,
  facts: Facts,
  { levers, termsOf }: Required<Offers>
): readonly LeverCandidate[] {
  const entities = entitiesOf(shape, facts)
  return [
    ...levers.flatMap((lever) => entities.flatMap((entity) => choice(lever, entity, facts))),
    ...entities.flatMap((entity) => terms(entity, facts, termsOf)),
  ]
}

function choice(lever: OfferedLever, at: PlacedEntity, facts: Facts): readonly LeverCandidate[] {
  const [entity, name] = lever.field.split('.')
  const field = at.shape.fields.find((each) => each.name === name)
  if (at.shape.name !== entity || !field || field.sensitive) return []
  const pointer = `${at.pointer}/${field.name}`
  const before = factAt(facts, pointer)
  const after =
    typeof lever.to === 'object' ? factAt(facts, `/${lever.to.on.replace('.', '/')}`) : lever.to
  if (after === undefined || before === after) return []
  return [
    { kind: 'choice', title: lever.title, entity: whom(at), change: { pointer, before, after } },
  ]
}

function terms(
  at: PlacedEntity,
  facts: Facts,
  offered: readonly string[]
): readonly LeverCandidate[] {
  return at.shape.coverages
    .filter(({ name }) => offered.includes(name))
    .flatMap((coverage) =>
      coverage.terms.flatMap(({ name, choices }) => {
        const pointer = `${at.pointer}/coverages/${coverage.name}/${name}`
        const before = factAt(facts, pointer)
        if (before === undefined) return []
        return choices
          .map((each) => choiceInJson(each))
          .filter((after) => after !== before)
          .map((after) => ({
            kind: 'cover' as const,
            title: `${coverage.title}, ${name} ${after}`,
            entity: whom(at),
            change: { pointer, before, after },
          }))
      })
    )
}

function whom({ shape, number }: PlacedEntity): LeverCandidate['entity'] {
  return shape.list === null ? null : { name: shape.name, number }
}
