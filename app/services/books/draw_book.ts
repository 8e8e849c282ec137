import type { BookMarket, DrawnFacts, DrawRisk } from '#plugins/contract'
import { choiceInJson, generateFacts, Random, validateFacts } from '#rules/index'
import type { EntityFacts, Facts, ProductShape } from '#rules/index'
import { answerAt, BookProblem } from './read_spreads.ts'
import type { Spreads } from './read_spreads.ts'

/** All that decides what is in a book. */
export interface BookRecipe {
  readonly shape: ProductShape
  readonly draw: DrawRisk | undefined
  readonly settle: BookMarket['settle']
  readonly spreads: Spreads
  /** The first day of cover in the book. */
  readonly firstDay: string
  /** The same seed gives the same book; a longer one begins with the shorter one. */
  readonly seed: number
}

const ATTEMPTS = 50

/**
 * The risk with that number, counted from 1: valid for the plan, and the same whatever was drawn
 * before it. @throws BookProblem where no attempt passes the product's checks.
 */
export function drawRiskNumbered(recipe: BookRecipe, number: number): Facts {
  const { shape, draw, settle, firstDay } = recipe
  let lastError = ''
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const random = new Random(seedOf(recipe.seed, number, attempt))
    const drawn = draw?.(random, { shape, firstDay })
    const made = withDrawn(
      generateFacts(shape, random.next(), { counts: countsOf(shape, drawn) }),
      drawn
    )
    const answered = withAnswers(made, shape, recipe.spreads, random)
    const result = validateFacts(shape, settle ? settle(answered, random) : answered)
    if (result.ok) return result.facts
    const [first] = result.errors
    lastError = first ? `${first.path} ${first.message}` : ''
  }
  throw new BookProblem(
    `Risk ${number} of the book can't be drawn: after ${ATTEMPTS} attempts ${lastError}.`
  )
}

/** Mixes three numbers into one, so that neighbours have nothing in common (FNV-1a over their bytes). */
function seedOf(...parts: readonly number[]): number {
  let hash = 0x811c9dc5
  for (const part of parts) {
    for (let shift = 0; shift < 32; shift += 8) {
      hash = Math.imul(hash ^ ((part >>> shift) & 0xff), 0x01000193) >>> 0
    }
  }
  return hash
}

/** As many of each entity as were drawn. */
function countsOf(shape: ProductShape, drawn: DrawnFacts | undefined): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { name, list } of shape.policy.entities) {
    const drawnList = list === null ? undefined : drawn?.[list]
    if (Array.isArray(drawnList)) counts[name] = drawnList.length
  }
  return counts
}

/** What was drawn takes the place of what was made at random; undefined leaves the answer out. */
function withDrawn(made: Facts, drawn: DrawnFacts | undefined): Facts {
  if (!drawn) return made
  const lists = Object.entries(made).map(([key, value]) => {
    const own = drawn[key]
    if (!Array.isArray(value)) return [key, value]
    const replaced = value.map((entity, index) =>
      Array.isArray(own) ? overlay(entity, own[index]) : entity
    )
    return [key, replaced]
  })
  return { ...Object.fromEntries(lists), policy: overlay(made.policy, drawn.policy) }
}

function overlay(
  made: EntityFacts,
  drawn: Readonly<Record<string, EntityFacts[string] | undefined>> | undefined
): EntityFacts {
  const entries = Object.entries({ ...made, ...drawn })
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))
  )
}

function withAnswers(facts: Facts, shape: ProductShape, spreads: Spreads, random: Random): Facts {
  const entities = [shape.policy, ...shape.policy.entities]
  let answered = facts
  for (const [question, spread] of spreads) {
    const [entity = '', field = ''] = question.split('.')
    const owner = entities.find(({ name }) => name === entity)
    const type = owner?.fields.find(({ name }) => name === field)?.type
    if (!owner || !type) throw new BookProblem(`The book answers ${question}, which is not asked.`)
    const answer = (): EntityFacts => {
      const text = answerAt(spread, random.between(0, (spread.upTo.at(-1) ?? 1) - 1))
      const value =
        type.kind === 'yes_no'
          ? text === 'yes'
          : type.kind === 'choice' || type.kind === 'integer' || type.kind === 'months'
            ? choiceInJson(text)
            : text
      return { [field]: value }
    }
    const { list } = owner
    const old = list === null ? undefined : answered[list]
    answered =
      list !== null && Array.isArray(old)
        ? { ...answered, [list]: old.map((each) => ({ ...each, ...answer() })) }
        : { ...answered, policy: { ...answered.policy, ...answer() } }
  }
  return answered
}
