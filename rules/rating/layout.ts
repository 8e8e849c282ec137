import type { CoverageShape, EntityShape, FieldShape, ProductShape } from '../plan/shape.ts'

/** A kind of entity with its place in the layout. */
export interface Kind {
  readonly index: number
  readonly name: string
  readonly shape: EntityShape
  /** The key of its list in the facts of what holds it; null for the policy. */
  readonly list: string | null
  /** The kind that holds it; null for the policy. */
  readonly holder: Kind | null
  readonly fields: ReadonlyMap<string, FieldShape>
  /** Those it may carry. */
  readonly coverages: readonly Coverage[]
}

/** A coverage with its place in the layout and the kind of entity that carries it. */
export interface Coverage {
  readonly index: number
  readonly name: string
  readonly shape: CoverageShape
  readonly carrier: Kind
}

/** A shape whose kinds and coverages are numbered, the policy first, each holder before what it holds. */
export interface Layout {
  readonly kinds: readonly Kind[]
  readonly coverages: readonly Coverage[]
  readonly currency: string
  kind(name: string): Kind
  coverage(name: string): Coverage
}

/** Numbers a shape's kinds and coverages. */
export function layoutOf(shape: ProductShape): Layout {
  const kinds: Kind[] = []
  const coverages: Coverage[] = []
  const visit = (entity: EntityShape, holder: Kind | null) => {
    const fields = new Map(entity.fields.map((field) => [field.name, field]))
    const carried: Coverage[] = []
    const { name, list } = entity
    const kind: Kind = {
      index: kinds.length,
      name,
      shape: entity,
      list,
      holder,
      fields,
      coverages: carried,
    }
    kinds.push(kind)
    for (const coverage of entity.coverages) {
      const index = coverages.length + carried.length
      carried.push({ index, name: coverage.name, shape: coverage, carrier: kind })
    }
    coverages.push(...carried)
    for (const inner of entity.entities) visit(inner, kind)
  }
  visit(shape.policy, null)
  const kindsByName = new Map(kinds.map((kind) => [kind.name, kind]))
  const coveragesByName = new Map(coverages.map((coverage) => [coverage.name, coverage]))
  return {
    kinds,
    coverages,
    currency: shape.currency,
    kind: (name) => known(kindsByName.get(name), name),
    coverage: (name) => known(coveragesByName.get(name), name),
  }
}

/** What a compiled program names exists, else the program is not one of the compiler's. */
export function known<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new RangeError(`The program names "${name}", which it lacks`)
  return found
}
