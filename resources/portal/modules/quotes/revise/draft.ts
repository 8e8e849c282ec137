import type { EntityShape, FieldShape } from '../../../client/types.ts'

/** The answers of one entity while they are edited: as the facts have them. */
export type Draft = Record<string, unknown>

const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,14})$/

/** A choice as the facts write it: a whole number is a number, any other is text. */
export function choiceInJson(choice: string): string | number {
  return WHOLE_NUMBER.test(choice) ? Number(choice) : choice
}

/** What was typed, as the facts write it; undefined where nothing was. Judging it is the server's. */
export function typedInJson(field: FieldShape, text: string): unknown {
  const said = text.trim()
  if (said === '') return undefined
  switch (field.type.kind) {
    case 'integer':
    case 'months':
    case 'entity':
      return /^-?\d+$/.test(said) ? Number(said) : said
    case 'choice':
      return choiceInJson(said)
    case 'text':
      return text
    default:
      return said
  }
}

/** A new entity of a kind, with only what has no other sensible beginning than “no”. */
export function emptyEntity(shape: EntityShape): Draft {
  const draft: Draft = {}
  for (const { name, type } of shape.fields) if (type.kind === 'yes_no') draft[name] = false
  for (const inner of shape.entities) if (inner.list !== null) draft[inner.list] = []
  if (shape.coverages.length > 0) {
    draft.coverages = Object.fromEntries(
      shape.coverages
        .filter(({ optional }) => !optional)
        .map(({ name, terms }) => [name, lowestTerms(terms)])
    )
  }
  return draft
}

/** The first choice of each term. */
export function lowestTerms(
  terms: EntityShape['coverages'][number]['terms']
): Record<string, unknown> {
  return Object.fromEntries(
    terms.map(({ name, choices }) => [name, choiceInJson(choices[0] ?? '')])
  )
}

/** The entities of a list inside a draft. */
export function entitiesIn(draft: Draft, list: string): Draft[] {
  const entities = draft[list]
  return Array.isArray(entities) ? entities : []
}

/** How many entities of each kind beside the policy the facts have. */
export function countEntities(
  policy: EntityShape | undefined,
  facts: Draft
): Readonly<Record<string, number>> {
  const entries = (policy?.entities ?? []).map(
    ({ name, list }) => [name, entitiesIn(facts, list ?? '').length] as const
  )
  return Object.fromEntries(entries)
}

/** The coverages of a draft, by name. */
export function coveragesIn(draft: Draft): Record<string, Draft> {
  // The server sent facts that it has validated: coverages are an object of objects.
  return (draft.coverages ?? {}) as Record<string, Draft>
}

/** What people call one of a kind: `Driver 2`. */
export function titleOf(shape: EntityShape, at: number): string {
  const words = shape.name.replaceAll('_', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${at + 1}`
}

/** What an element of the form is called: its place in the facts. */
export function elementId(pointer: string): string {
  return `fact${pointer.replaceAll('/', '-')}`
}
