import type { Value } from './model.ts'
import { childrenOf } from './children.ts'
import type { LetOf } from './name_of.ts'
import type { ShapeIndex } from './shape_index.ts'

/**
 * The entities that must be in scope for the value to mean something, in order of declaration, then
 * `coverage`: the smallest scope in which it can be judged once.
 */
export function needsOf(value: Value, index: ShapeIndex, letOf: LetOf): readonly string[] {
  const needs = collect(value, index, letOf)
  const entities = [...index.entities.keys()].filter((entity) => needs.has(entity))
  return needs.has('coverage') ? [...entities, 'coverage'] : entities
}

function collect(value: Value, index: ShapeIndex, letOf: LetOf): Set<string> {
  const needs = new Set<string>()
  const need = (entity: string) => {
    for (const step of index.entities.get(entity)?.path ?? []) needs.add(step)
  }
  const all = (inner: Value | null, but?: string) => {
    if (!inner) return
    for (const entity of collect(inner, index, letOf)) if (entity !== but) needs.add(entity)
  }
  switch (value.kind) {
    case 'field':
    case 'taken':
      need(value.entity)
      return needs
    case 'term':
      need(value.carrier)
      needs.add('coverage')
      return needs
    case 'coverage_name':
      return needs.add('coverage')
    case 'let':
      return new Set(letOf(value.name)?.of ?? [])
    case 'aggregate':
      need(value.holder)
      all(value.where, value.over)
      all(value.each, value.over)
      all(value.fewer)
      return needs
    case 'quantified':
      need(value.holder)
      all(value.condition, value.over)
      return needs
    case 'assigned':
      need(value.to)
      for (const child of childrenOf(value)) all(child, value.from)
      return needs
    case 'within':
      all(value.is)
      all(value.then, value.entity)
      return needs
    default:
      for (const child of childrenOf(value)) all(child)
      return needs
  }
}
