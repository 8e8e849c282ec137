import type { EntityShape, FieldShape } from '../plan/shape.ts'
import type { Program, RuleGroup, StepProgram } from '../program/program.ts'

type Named<Key extends 'facts' | 'values' | 'tables'> = ReadonlyMap<string, Program[Key][number]>

/** A program with what stands in it found by its name. */
export interface OpenedProgram {
  readonly facts: Named<'facts'>
  readonly values: Named<'values'>
  readonly tables: Named<'tables'>
  /** The discounts of a name: one for each set of coverages. */
  readonly discounts: ReadonlyMap<string, readonly Program['discounts'][number][]>
  /** The group that a rule is of. */
  readonly groups: ReadonlyMap<string, RuleGroup>
  /** The kind of entity that a coverage is of. */
  readonly carriers: ReadonlyMap<string, string>
  readonly fields: ReadonlyMap<EntityShape, ReadonlyMap<string, FieldShape>>
  /** The discounts that a step takes off; null where it takes none. */
  discountOf(step: StepProgram): string | null
}

const opened = new WeakMap<Program, OpenedProgram>()

/** The program with what stands in it found by its name; of two of one name it is the first. */
export function openProgram(program: Program): OpenedProgram {
  const known = opened.get(program)
  if (known) return known
  const made = open(program)
  opened.set(program, made)
  return made
}

function open(program: Program): OpenedProgram {
  const shapes = withHeld(program.shape.policy)
  const steps = new Map<StepProgram, string | null>()
  return {
    facts: byName(program.facts),
    values: byName(program.values),
    tables: byName(program.tables),
    discounts: Map.groupBy(program.discounts, ({ name }) => name),
    groups: firsts(
      program.groups.flatMap((group) => group.rules.map(({ name }) => [name, group] as const))
    ),
    carriers: firsts(
      shapes.flatMap((shape) => shape.coverages.map(({ name }) => [name, shape.name] as const))
    ),
    fields: new Map(shapes.map((shape) => [shape, byName(shape.fields)])),
    discountOf(step) {
      const known = steps.get(step)
      if (known !== undefined) return known
      const found = discountIn(step, program)
      steps.set(step, found)
      return found
    },
  }
}

function withHeld(shape: EntityShape): readonly EntityShape[] {
  return [shape, ...shape.entities.flatMap(withHeld)]
}

function byName<T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return firsts(all.map((each) => [each.name, each] as const))
}

function firsts<T>(pairs: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map(pairs.toReversed())
}

function discountIn({ operand }: StepProgram, program: Program): string | null {
  const text = JSON.stringify(operand)
  return (
    program.discounts.find(({ name }) => text.includes(`{"op":"value","name":"${name}"}`))?.name ??
    null
  )
}
