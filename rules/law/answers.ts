import type { EntityShape, FieldShape } from '../plan/shape.ts'
import type { Factor } from '../syntax/law_ast.ts'

/** A question of an entity. */
export interface Answer {
  readonly entity: string
  readonly field: FieldShape
}

/** All that a risk is asked, in the order of its shape. */
export function answersOf(shape: EntityShape): readonly Answer[] {
  return [
    ...shape.fields.map((field) => ({ entity: shape.name, field })),
    ...shape.entities.flatMap(answersOf),
  ]
}

/** Whether a row means that answer: by its name, and by the entity where it says one. */
export function isAnswer({ entity, name }: Factor, ofEntity: string, field: string): boolean {
  return name.name === field && (!entity || entity.name === ofEntity)
}
