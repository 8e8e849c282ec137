import type { EntityShape } from '../plan/shape.ts'
import type { Program } from '../program/program.ts'
import type { Fraction } from './fractions.ts'
import { openProgram, type OpenedProgram } from './opened_program.ts'

/** One entity of the risk as the oracle sees it. */
export interface Entity {
  /** Tells it from all others of the risk. */
  readonly id: string
  readonly kind: string
  readonly number: number
  readonly shape: EntityShape
  readonly facts: Json
  readonly holder: Entity | null
  readonly held: Entity[]
}

export type Json = { readonly [key: string]: unknown }

/** What is in scope: an entity of each kind that is bound, and perhaps a coverage. */
export interface Scope {
  readonly entities: ReadonlyMap<string, Entity>
  readonly coverage: string | null
  /** The scopes that were made from this one by binding an entity or a coverage: each is made once. */
  readonly inner: Map<Entity | string, Scope>
}

export type OracleValue =
  | { readonly number: Fraction }
  | { readonly entity: Entity }
  | { readonly list: readonly Entity[]; readonly raw: unknown }
  | string
  | boolean
  | null

/** A risk that a table has no row for. */
export class OracleRefusal extends Error {
  readonly path: string

  constructor(path: string) {
    super(path)
    this.path = path
  }
}

/** The program and the whole risk. */
export interface World {
  readonly program: Program
  readonly opened: OpenedProgram
  readonly policy: Entity
  /** What named values came to, by scope and name, until another rule fires. */
  readonly worked: Map<Scope, Map<string, OracleValue>>
  /** What a charge may speak of, once there is something. */
  readonly charged?: { readonly premium: Fraction; readonly fees: ReadonlyMap<string, Fraction> }
}

/** All entities of the risk, the policy first. */
export function everyone(world: World): readonly Entity[] {
  const below = (entity: Entity): readonly Entity[] => [entity, ...entity.held.flatMap(below)]
  return below(world.policy)
}

/** Builds the entities of a risk. */
export function worldOf(program: Program, facts: Json): World {
  const build = (
    shape: EntityShape,
    own: unknown,
    number: number,
    holder: Entity | null
  ): Entity => {
    const id = `${holder?.id ?? ''}/${shape.name}${number}`
    const kind = shape.name
    const entity: Entity = { id, kind, number, shape, facts: json(own), holder, held: [] }
    const lists = holder === null ? facts : entity.facts
    for (const inner of shape.entities) {
      const list = lists[inner.list ?? '']
      if (!Array.isArray(list)) continue
      list.forEach((value, at) => entity.held.push(build(inner, value, at + 1, entity)))
    }
    return entity
  }
  const policy = build(program.shape.policy, facts['policy'], 1, null)
  return { program, opened: openProgram(program), policy, worked: new Map() }
}

export function json(value: unknown): Json {
  // A risk that was validated has objects wherever the oracle looks for one.
  return (value ?? {}) as Json
}

/** The scope in which a rating begins: the policy alone. */
export function outermost({ policy }: World): Scope {
  return { entities: new Map([[policy.kind, policy]]), coverage: null, inner: new Map() }
}

/** The scope with an entity, and all that hold it, bound. */
export function inside(scope: Scope, entity: Entity): Scope {
  const known = scope.inner.get(entity)
  if (known) return known
  const entities = new Map(scope.entities)
  for (let at: Entity | null = entity; at; at = at.holder) entities.set(at.kind, at)
  const made: Scope = { ...scope, entities, inner: new Map() }
  scope.inner.set(entity, made)
  return made
}

/** The scope with a coverage bound. */
export function covering(scope: Scope, coverage: string): Scope {
  const known = scope.inner.get(coverage)
  if (known) return known
  const made: Scope = { ...scope, coverage, inner: new Map() }
  scope.inner.set(coverage, made)
  return made
}

export function bound(scope: Scope, kind: string): Entity {
  const entity = scope.entities.get(kind)
  if (!entity) throw new Error(`No ${kind} in scope`)
  return entity
}

/** The chosen terms of a coverage that an entity carries, or undefined. */
export function termsOf(entity: Entity, coverage: string): Json | undefined {
  const terms = json(entity.facts['coverages'])[coverage]
  return terms === undefined ? undefined : json(terms)
}

/** The kind of entity that a coverage is of. */
export function carrierOf({ opened }: World, coverage: string): string {
  return opened.carriers.get(coverage) ?? ''
}

/** The coverages that an entity has taken, in the shape's order. */
export function taken(entity: Entity): readonly string[] {
  return entity.shape.coverages
    .map(({ name }) => name)
    .filter((name) => termsOf(entity, name) !== undefined)
}

/** `vehicles[1].use`, as errors write it. */
export function placeOf(world: World, scope: Scope, kind: string, field: string): string {
  if (kind === 'coverage' && scope.coverage !== null) {
    const carrier = carrierOf(world, scope.coverage)
    return `${placeOf(world, scope, carrier, 'coverages')}.${scope.coverage}.${field}`
  }
  const entity = bound(scope, kind)
  if (!entity.holder) return `${kind}.${field}`
  const steps: string[] = []
  for (let at: Entity | null = entity; at?.holder; at = at.holder) {
    steps.unshift(`${at.shape.list}[${at.number - 1}]`)
  }
  return `${steps.join('.')}.${field}`
}

/** The list of the facts that holds every entity of a kind, at whatever depth. */
export function outermostList({ program }: World, kind: string): string {
  const holds = (shape: EntityShape): boolean => shape.name === kind || shape.entities.some(holds)
  return program.shape.policy.entities.find(holds)?.list ?? ''
}
