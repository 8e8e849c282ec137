import type { Facts } from '#rules/index'

/** One fact that is chosen otherwise, by its place in the facts (RFC 6901). */
export interface FactChange {
  readonly pointer: string
  /** undefined where the fact is left out, before or after. */
  readonly before: unknown
  readonly after: unknown
}

/** The facts with some of them chosen otherwise; not yet judged. undefined where a place is in nothing that is there. */
export function varyFacts(facts: Facts, changes: readonly FactChange[]): unknown {
  const varied = structuredClone(facts)
  for (const { pointer, after } of changes) {
    const steps = stepsOf(pointer)
    const last = steps.pop()
    const holder = steps.reduce<unknown>((place, step) => at(place, step), varied)
    if (last === undefined || last === '__proto__' || !isObject(holder)) return undefined
    if (after === undefined) delete holder[last]
    else holder[last] = after
  }
  return varied
}

/** What stands at a place in the facts; undefined where nothing does. */
export function factAt(facts: Facts, pointer: string): unknown {
  return stepsOf(pointer).reduce<unknown>((place, step) => at(place, step), facts)
}

function at(place: unknown, step: string): unknown {
  return isObject(place) && Object.hasOwn(place, step) ? place[step] : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}
