import type { Value } from '../plan/model.ts'
import type { World } from './resolver.ts'
import type { Scope } from './scope.ts'

type Order = '<' | '<=' | '>' | '>='

/**
 * The choices that stand in such an order to `bound`, as declared. A term is ordered by each
 * coverage on its own; null where two coverages in scope disagree.
 */
export function choicesFrom(
  op: Order,
  operand: Value,
  bound: string,
  scope: Scope,
  world: World
): readonly string[] | null {
  const term = operand.kind === 'within' ? operand.then : operand
  if (term.kind !== 'term') {
    const choices = operand.type.kind === 'choice' ? operand.type.choices : []
    return inOrder(op, choices, bound)
  }
  const lists = (scope.coverage?.names ?? []).flatMap((name) => {
    const found = world.index.coverages
      .get(name)
      ?.shape.terms.find((each) => each.name === term.term)
    return found?.choices.includes(bound) ? [found.choices] : []
  })
  const union = new Set(lists.flatMap((choices) => inOrder(op, choices, bound)))
  const agree = lists.every((choices) => {
    const own = new Set(inOrder(op, choices, bound))
    return choices.every((choice) => own.has(choice) === union.has(choice))
  })
  return agree ? [...union] : null
}

function inOrder(op: Order, choices: readonly string[], bound: string): readonly string[] {
  const at = choices.indexOf(bound)
  return choices.filter((_, index) => {
    switch (op) {
      case '<':
        return index < at
      case '<=':
        return index <= at
      case '>':
        return index > at
      case '>=':
        return index >= at
    }
  })
}
