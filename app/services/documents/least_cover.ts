import { rate, validateFacts } from '#rules/index'
import type { EntityFacts, EntityShape, Facts, PreparedProgram } from '#rules/index'
import type { Paperwork } from '#plugins/contract'
import type { DocumentContent } from './document_content.ts'
import { premiumTables, type WordTerm } from './premium_tables.ts'
import { wordAmount } from './wording.ts'

/**
 * What the same risk would cost with the least cover that the law lets one buy, by the same program; null where
 * the plan doesn't say what that is, or doesn't rate it.
 */
export async function quoteLeastCover(
  prepared: PreparedProgram,
  facts: Facts,
  leastCover: Paperwork['leastCover'],
  wordTerm: WordTerm
): Promise<DocumentContent['leastCover']> {
  if (!leastCover) return null
  const { shape } = prepared.compiled.program
  const least = Object.fromEntries(
    Object.entries(facts).map(([list, entities]) => {
      const entity = shape.policy.entities.find((each) => each.list === list)
      return [list, reduce(entities, entity, leastCover.coverages)]
    })
  )
  const validated = validateFacts(shape, least)
  const outcome = validated.ok ? await rate(prepared, validated.facts) : undefined
  if (!outcome?.ok) return null
  const { title, text, citation } = leastCover
  const { worksheet } = outcome
  return {
    title,
    text,
    citation,
    tables: premiumTables(worksheet, wordTerm),
    total: wordAmount(worksheet.total, worksheet.currency),
  }
}

/** Entities that carry coverages, with those of the least cover in their place. */
function reduce(
  entities: EntityFacts | readonly EntityFacts[],
  shape: EntityShape | undefined,
  coverages: NonNullable<Paperwork['leastCover']>['coverages']
) {
  if (!shape || shape.coverages.length === 0 || !Array.isArray(entities)) return entities
  return entities.map((entity: EntityFacts) => ({ ...entity, coverages }))
}
