import type { EntityShape, ProductShape } from '../plan/shape.ts'
import type { EntityFacts, Facts, FactValue } from './facts.ts'
import { isRecord, own, records } from './findings.ts'

/** A copy of validated facts with exactly what the shape knows, in the shape's order. */
export function copyFacts(
  { policy }: ProductShape,
  facts: Readonly<Record<string, unknown>>
): Facts {
  return {
    policy: copyOwn(policy, asRecord(own(facts, policy.name))),
    ...copyLists(policy, facts),
  }
}

function copyEntity(shape: EntityShape, value: Readonly<Record<string, unknown>>): EntityFacts {
  return { ...copyOwn(shape, value), ...copyLists(shape, value) }
}

function copyOwn(shape: EntityShape, value: Readonly<Record<string, unknown>>): EntityFacts {
  const copy: Record<string, FactValue> = {}
  for (const { name } of shape.fields) {
    const given = own(value, name)
    // Validation has shown that a field's value is text, a number or a yes/no.
    if (given !== undefined) copy[name] = given as FactValue
  }
  if (shape.coverages.length > 0) copy['coverages'] = copyCoverages(shape, own(value, 'coverages'))
  return copy
}

function copyCoverages(shape: EntityShape, value: unknown): FactValue {
  const taken = asRecord(value)
  const chosen = shape.coverages.filter(({ name }) => own(taken, name) !== undefined)
  return Object.fromEntries(
    chosen.map(({ name, terms }) => {
      const given = asRecord(own(taken, name))
      // Validation has shown that a term's value is one of its choices.
      return [
        name,
        Object.fromEntries(terms.map((term) => [term.name, given[term.name] as string])),
      ]
    })
  )
}

function copyLists(
  shape: EntityShape,
  holder: Readonly<Record<string, unknown>>
): Readonly<Record<string, readonly EntityFacts[]>> {
  return Object.fromEntries(
    shape.entities.map((inner) => {
      const key = inner.list ?? inner.name
      return [key, records(own(holder, key)).map((value) => copyEntity(inner, value))]
    })
  )
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}
