import { choiceInJson } from '#rules/index'
import type { CoverageFacts, CoverageShape, Random } from '#rules/index'

interface Buyer {
  /** 0 to 99: the higher, the higher the limits that are bought. */
  readonly prudence: number
  /** The vehicle's age in years. */
  readonly age: number
  /** The limits chosen so far, by coverage: one household buys one limit for all its vehicles. */
  readonly limits: Map<string, string | number>
}

/** The coverages of one vehicle, or of the policy, among those that the state offers. */
export function drawCoverages(
  random: Random,
  shapes: readonly CoverageShape[],
  buyer: Buyer
): Readonly<Record<string, CoverageFacts>> {
  const wanted = shapes.filter(
    ({ name, optional }) => !optional || random.happens(chanceOf(name, buyer), 100)
  )
  const names = new Set(wanted.map(({ name }) => name))
  const taken = wanted.filter(({ needs }) => needs.every((needed) => names.has(needed)))
  return Object.fromEntries(
    taken.map(({ name, terms }) => [
      name,
      Object.fromEntries(terms.map((term) => [term.name, choose(random, name, term, buyer)])),
    ])
  )
}

/** In a hundred. Damage to the own car is worth insuring the less, the older it is. */
function chanceOf(name: string, { prudence, age }: Buyer): number {
  if (name === 'COMP') return Math.max(15, 96 - age * 4)
  if (name === 'COLL') return 85
  return 55 + Math.floor(prudence * 0.4)
}

/** A limit near the buyer's prudence, or a deductible near the middle of what there is. */
function choose(
  random: Random,
  coverage: string,
  { name, choices }: CoverageShape['terms'][number],
  { prudence, limits }: Buyer
): string | number {
  const chosen = limits.get(coverage)
  if (name === 'limit' && chosen !== undefined) return chosen
  const wish = (name === 'limit' ? prudence : 50) + random.between(-25, 25)
  const place = Math.floor((choices.length * Math.min(99, Math.max(0, wish))) / 100)
  const choice = choiceInJson(choices[place] ?? '')
  if (name === 'limit') limits.set(coverage, choice)
  return choice
}
