import { rate, validateFacts } from '#rules/index'
import type { EntityFacts, Facts, PreparedProgram, Rated, RatingSummary } from '#rules/index'
import { hashRating } from '#services/quotes/rating_hash'
import { joinFacts, splitFacts, type HiddenFacts, type PrivateValue } from './private_facts.ts'
import { standInCandidates } from './stand_in_candidates.ts'

/** Facts that hold no private value and come to the same premiums, fees and decision. */
export interface StandIn {
  readonly facts: Facts
  readonly worksheetHash: string
}

type Value = EntityFacts[string]

/**
 * Facts that say of a person only what their rating depends on, such as their age and territory. Each private
 * value is taken for the coarsest other one by which nothing of the result changes; undefined where none does.
 */
export async function findStandIn(
  prepared: PreparedProgram,
  facts: Facts,
  rated: Rated
): Promise<StandIn | undefined> {
  const { program } = prepared.compiled
  const { open, hidden, values } = splitFacts(program.shape, facts)
  if (hidden === null) return { facts, worksheetHash: hashRating(rated) }
  const expected = resultOf(rated.summary)
  const frame = { program, effectiveOn: rated.summary.effectiveOn }
  const candidates = values.map(({ field, value }) => standInCandidates(field, value, frame))
  const chosen = candidates.map(([coarsest]) => coarsest)
  const coarsest = await attempt(chosen)
  if (coarsest) return coarsest
  const own = values.map(({ value }) => value)
  for (const [at, options] of candidates.entries()) {
    chosen[at] = undefined
    for (const option of options) {
      if (!(await attempt(own.with(at, option)))) continue
      chosen[at] = option
      break
    }
  }
  return attempt(chosen)

  /** The stand-in with these values, where it comes to the same. */
  async function attempt(standing: readonly (Value | undefined)[]): Promise<StandIn | undefined> {
    if (standing.includes(undefined)) return undefined
    const tree = replaceValues(hidden, values, standing)
    const validated = validateFacts(program.shape, joinFacts(open, tree))
    const outcome = validated.ok ? await rate(prepared, validated.facts) : undefined
    if (!validated.ok || !outcome?.ok || resultOf(outcome.summary) !== expected) return undefined
    return { facts: validated.facts, worksheetHash: hashRating(outcome) }
  }
}

/** What must not change: each premium, fee and total, and each rule that applied. */
function resultOf({ decision, applied, sections, fees, total }: RatingSummary): string {
  const premiums = sections.map((section) => section.premiums.map(({ premium }) => premium))
  const charges = fees.map(({ name, amount }) => [name, amount])
  return JSON.stringify([decision, applied.map(({ rule }) => rule), premiums, charges, total])
}

/** The tree of private values with others in their place, in the order in which they were taken out. */
function replaceValues(
  tree: HiddenFacts | null,
  values: readonly PrivateValue[],
  standing: readonly (Value | undefined)[]
): HiddenFacts | null {
  let next = 0
  const replace = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(replace)
    if (typeof node === 'object' && node !== null) {
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, replace(value)]))
    }
    return standing[next++]
  }
  // The same tree with other leaves; splitFacts lists values in the order of the tree.
  const replaced = replace(tree) as HiddenFacts | null
  if (next !== values.length) throw new RangeError('A private value that is no leaf.')
  return replaced
}
