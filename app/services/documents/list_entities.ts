import type {
  EntityFacts,
  EntityShape,
  Facts,
  FactValue,
  FieldShape,
  ProductShape,
} from '#rules/index'
import type { DocumentContent } from './document_content.ts'
import { wordAmount, wordDate, wordName } from './wording.ts'

/** More columns than this don't fit beside each other. */
const MOST_COLUMNS = 7

type Listing = DocumentContent['listings'][number]

/**
 * A table of each kind of entity in the facts, with the answers to what the product asks of it. What law often
 * limits the use of (`sensitive`) is not printed, nor is a question that nobody answered.
 */
export function listEntities(shape: ProductShape, facts: Facts): readonly Listing[] {
  return shape.policy.entities.flatMap((entity) => {
    const list = facts[entity.list ?? entity.name]
    if (!Array.isArray(list) || list.length === 0) return []
    return [listingOf(entity, list, shape.currency)]
  })
}

function listingOf(entity: EntityShape, list: readonly EntityFacts[], currency: string): Listing {
  const isAnswered = ({ name, sensitive }: FieldShape) =>
    !sensitive && list.some((each) => each[name] !== undefined)
  const fields = entity.fields.filter(isAnswered).slice(0, MOST_COLUMNS)
  return {
    title: `${wordName(entity.list ?? entity.name)}`,
    columns: ['No.', ...fields.map(({ title }) => title)],
    rows: list.map((each, at) => [
      String(at + 1),
      ...fields.map((field) => wordAnswer(field, each[field.name], currency)),
    ]),
  }
}

/** An answer as a person reads it; a dash where there is none. */
export function wordAnswer(
  { type }: FieldShape,
  value: FactValue | undefined,
  currency: string
): string {
  if (value === undefined) return '–'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  const text = String(value)
  switch (type.kind) {
    case 'date':
      return wordDate(text)
    case 'money':
      return wordAmount(text, currency)
    case 'months':
      return `${text} months`
    case 'choice':
      return wordName(text)
    case 'entity':
      return `${wordName(type.entity)} ${text}`
    case 'integer':
      // Where no answer has more than four digits it may be a year, which is not grouped.
      return type.high > 9999 ? wordName(text) : text
    default:
      return text
  }
}
