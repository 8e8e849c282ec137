import { choiceInJson } from '../facts/facts.ts'
import type { EntityFacts, Facts } from '../facts/facts.ts'
import type { Random } from '../facts/random.ts'
import { validateFacts } from '../facts/validate_facts.ts'
import { indexShape, type ShapeIndex } from '../plan/shape_index.ts'
import type { ProductShape } from '../plan/shape.ts'
import type { Expectation, Move, Pair } from './expectation.ts'
import { changeAt, placesOf, placeWords, type EntityPlace } from './entity_place.ts'
import { twoAnswers } from './movable_field.ts'

/** What pairs are made from. */
export interface PairMaker {
  readonly shape: ProductShape
  readonly index: ShapeIndex
  /** By `entity.field`, the numbers at which a table turns. */
  readonly edges: Readonly<Record<string, readonly (string | number | boolean)[]>>
  /** By entity, those of the whole book: one more is taken from here. */
  readonly pool: ReadonlyMap<string, readonly EntityFacts[]>
}

export function pairMaker(
  shape: ProductShape,
  edges: PairMaker['edges'],
  book: readonly Facts[]
): PairMaker {
  const index = indexShape(shape)
  const pool = new Map(
    [...index.entities.keys()].map((entity) => [
      entity,
      book.flatMap((facts) => placesOf(facts, entity, index).map(({ facts: own }) => own)),
    ])
  )
  return { shape, index, edges, pool }
}

const ATTEMPTS = 4

/** Two risks that differ in what is moved alone and are both valid; null where this one can't be moved so. */
export function makePair(
  facts: Facts,
  { move, direction }: Extract<Expectation, { readonly kind: 'never_less' }>,
  maker: PairMaker,
  random: Random
): Pair | null {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const made = moved(facts, move, maker, random)
    if (made === null) continue
    const [less, more] = [
      validateFacts(maker.shape, made.less),
      validateFacts(maker.shape, made.more),
    ]
    if (!less.ok || !more.ok) continue
    const { place, what, words } = made
    const say = (from: string, to: string) => `${place}: ${what} ${from} to ${to}`
    return direction === 'more'
      ? { from: less.facts, to: more.facts, words: say(words[0], words[1]) }
      : { from: more.facts, to: less.facts, words: say(words[1], words[0]) }
  }
  return null
}

interface Moved {
  readonly less: Facts
  readonly more: Facts
  readonly place: string
  readonly what: string
  readonly words: readonly [string, string]
}

function moved(facts: Facts, move: Move, maker: PairMaker, random: Random): Moved | null {
  switch (move.kind) {
    case 'term':
      return movedTerm(facts, move, maker, random)
    case 'answer':
      return movedAnswer(facts, move, maker, random)
    case 'list':
      return movedList(facts, move, maker, random)
  }
}

function movedTerm(
  facts: Facts,
  { term, carriers }: Extract<Move, { readonly kind: 'term' }>,
  { index }: PairMaker,
  random: Random
): Moved | null {
  const taken = carriers.flatMap(({ carrier, coverage, choices }) =>
    choices.length < 2
      ? []
      : placesOf(facts, carrier, index)
          .filter(({ facts: own }) => coverage in coveragesOf(own))
          .map((place) => ({ place, coverage, choices }))
  )
  if (taken.length === 0) return null
  const { place, coverage, choices } = random.pick(taken)
  const low = random.pick(choices.slice(0, -1))
  const high = nextUp(low, choices)
  if (high === null) return null
  const having = (choice: string) =>
    changeAt(facts, place, (own) => {
      const coverages = coveragesOf(own)
      const terms = { ...coverages[coverage], [term]: choiceInJson(choice) }
      return { ...own, coverages: { ...coverages, [coverage]: terms } }
    })
  return {
    less: having(low),
    more: having(high),
    place: placeWords(place),
    what: `${coverage} ${term}`,
    words: [low, high],
  }
}

/** The next choice no part of which is less: 300/300 is not more than 250/500. */
function nextUp(low: string, choices: readonly string[]): string | null {
  const parts = low.split('/').map(Number)
  const later = choices.slice(choices.indexOf(low) + 1)
  return (
    later.find((choice) => {
      const own = choice.split('/').map(Number)
      return parts.every((part, at) => (own[at] ?? 0) >= part)
    }) ?? null
  )
}

function coveragesOf({ coverages }: EntityFacts) {
  // Validated facts have their coverages there, by name.
  return (coverages ?? {}) as Readonly<Record<string, Readonly<Record<string, string | number>>>>
}

function movedAnswer(
  facts: Facts,
  { entity, field }: Extract<Move, { readonly kind: 'answer' }>,
  { shape, index, edges }: PairMaker,
  random: Random
): Moved | null {
  const declared = index.entities.get(entity)?.fields.get(field)
  const places = placesOf(facts, entity, index)
  if (!declared || places.length === 0) return null
  const numbers = edges[`${entity}.${field}`]?.filter((edge) => typeof edge === 'number') ?? []
  const two = twoAnswers(declared, numbers, shape.currency, random)
  if (two === null) return null
  const place = random.pick(places)
  const having = (answer: string | number) =>
    changeAt(facts, place, (own) => ({ ...own, [field]: answer }))
  return {
    less: having(two[0]),
    more: having(two[1]),
    place: placeWords(place),
    what: field,
    words: [String(two[0]), String(two[1])],
  }
}

function movedList(
  facts: Facts,
  { entity }: Extract<Move, { readonly kind: 'list' }>,
  { index, pool }: PairMaker,
  random: Random
): Moved | null {
  const info = index.entities.get(entity)
  const more = pool.get(entity) ?? []
  if (!info || info.holder === null || more.length === 0) return null
  const { list } = info.shape
  if (list === null) return null
  const one = random.pick(more)
  const place: EntityPlace = random.pick(placesOf(facts, info.holder, index))
  const own = place.steps.length === 0 ? facts[list] : place.facts[list]
  const present = Array.isArray(own) ? own : []
  const grown = [...present, one]
  return {
    less: facts,
    more:
      place.steps.length === 0
        ? { ...facts, [list]: grown }
        : changeAt(facts, place, (holder) => ({ ...holder, [list]: grown })),
    place: placeWords(place),
    what: list,
    words: [String(present.length), `${grown.length}, with ${JSON.stringify(one)}`],
  }
}
