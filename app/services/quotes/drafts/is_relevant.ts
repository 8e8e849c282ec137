import { choiceInJson } from '#rules/index'
import type { FieldShape } from '#rules/index'
import { priceChanges, type RatedRisk } from '#services/offers/price_options'
import { factAt } from '#services/offers/vary_facts'

/** More choices than these are asked without a try. */
const MOST_TRIED = 12

/**
 * Whether an answer could change the price, the decision or what is required, as the other answers stand:
 * found by trying each. An answer that can't be tried out is relevant.
 */
export async function isRelevant(
  risk: RatedRisk,
  pointer: string,
  field: FieldShape
): Promise<boolean> {
  const answers = answersTo(field)
  if (answers === undefined || answers.length > MOST_TRIED) return true
  const before = factAt(risk.facts, pointer)
  for (const after of answers) {
    if (after === before) continue
    const priced = await priceChanges(risk, [{ pointer, before, after }])
    if (!priced.ok || outcomeOf(priced.priced) !== outcomeOf(risk)) return true
  }
  return false
}

function answersTo({ type }: FieldShape): readonly (string | number | boolean)[] | undefined {
  switch (type.kind) {
    case 'yes_no':
      return [true, false]
    case 'months':
      return type.choices
    case 'choice':
      return type.choices.map((each) => choiceInJson(each))
    default:
      return undefined
  }
}

function outcomeOf({ worksheet }: Pick<RatedRisk, 'worksheet'>): string {
  const rules = worksheet.applied.map(({ rule }) => rule)
  return JSON.stringify([worksheet.total, worksheet.decision, rules])
}
