import { choiceInJson } from '#rules/index'
import type { CoverageShape, Facts, ProductShape } from '#rules/index'
import type { OfferedPackage } from '#plugins/contract'
import { entitiesOf } from './entities_of.ts'
import { factAt, type FactChange } from './vary_facts.ts'

/** What a package changes in a risk: each coverage that it speaks of, wherever the plan has it. */
export function packageChanges(
  shape: ProductShape,
  facts: Facts,
  { covers }: OfferedPackage
): readonly FactChange[] {
  return entitiesOf(shape, facts).flatMap(({ shape: entity, pointer }) =>
    entity.coverages.flatMap((coverage) => {
      const wanted = covers[coverage.name]
      if (wanted === undefined) return []
      const place = `${pointer}/coverages/${coverage.name}`
      const before = factAt(facts, place)
      const after =
        wanted === null && coverage.optional ? undefined : termsOfPackage(coverage, wanted)
      const isSame = JSON.stringify(before) === JSON.stringify(after)
      return isSame ? [] : [{ pointer: place, before, after }]
    })
  )
}

/** The terms that a package takes of a coverage; the first choices where it names none. */
export function termsOfPackage(
  { terms }: CoverageShape,
  wanted: Readonly<Record<string, number>> | null
): Readonly<Record<string, string | number>> {
  const chosen = terms.flatMap(({ name, choices }) => {
    const place = wanted?.[name] ?? 0
    const last = choices.length - 1
    const index = place < 0 ? Math.max(choices.length + place, 0) : Math.min(place, last)
    const choice = choices[index]
    return choice === undefined ? [] : [[name, choiceInJson(choice)] as const]
  })
  return Object.fromEntries(chosen)
}
