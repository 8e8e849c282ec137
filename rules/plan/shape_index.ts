import type { CoverageShape, EntityShape, FieldShape, ProductShape } from './shape.ts'

export interface EntityInfo {
  readonly shape: EntityShape
  /** The entity that holds its list; null for the policy. */
  readonly holder: string | null
  /** From the policy's first child down to itself; empty for the policy. */
  readonly path: readonly string[]
  readonly fields: ReadonlyMap<string, FieldShape>
  /** How many there can be in one risk. */
  readonly most: number
}

/** Finds the parts of a shape by name; `entities` is in order of declaration, holders first. */
export interface ShapeIndex {
  readonly entities: ReadonlyMap<string, EntityInfo>
  /** By plural and by singular. */
  readonly words: ReadonlyMap<string, string>
  readonly coverages: ReadonlyMap<
    string,
    { readonly shape: CoverageShape; readonly carrier: string }
  >
  /** Every choice that some field or term of the shape knows. */
  readonly choices: ReadonlySet<string>
}

export function indexShape(shape: Pick<ProductShape, 'policy'>): ShapeIndex {
  const entities = new Map<string, EntityInfo>()
  const words = new Map<string, string>()
  const coverages = new Map<string, { shape: CoverageShape; carrier: string }>()
  const choices = new Set<string>()

  const visit = (
    entity: EntityShape,
    holder: string | null,
    path: readonly string[],
    most: number
  ) => {
    const fields = new Map(entity.fields.map((field) => [field.name, field]))
    entities.set(entity.name, { shape: entity, holder, path, fields, most })
    words.set(entity.name, entity.name)
    if (entity.list !== null) words.set(entity.list, entity.name)
    for (const coverage of entity.coverages) {
      coverages.set(coverage.name, { shape: coverage, carrier: entity.name })
      for (const term of coverage.terms) for (const choice of term.choices) choices.add(choice)
    }
    for (const { type } of entity.fields) {
      if (type.kind === 'choice') for (const choice of type.choices) choices.add(choice)
    }
    for (const child of entity.entities) {
      visit(child, entity.name, [...path, child.name], most * child.high)
    }
  }
  visit(shape.policy, null, [], 1)
  return { entities, words, coverages, choices }
}

/** The English plural by rule: `policy` gives `policies`, `box` gives `boxes`. */
export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`
  return /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}
