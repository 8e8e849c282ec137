import type { EntityShape, ProductShape } from '../plan/shape.ts'
import type { FactError } from '../rating/worksheet.ts'
import { isDate } from './calendar.ts'
import { copyFacts } from './copy_facts.ts'
import { atIndex, atKey, ROOT, type FactPath } from './fact_path.ts'
import type { Facts } from './facts.ts'
import { Findings, isRecord, own, shown } from './findings.ts'
import { findField, findList, type FactScope } from './scope.ts'
import { reportUnknownKeys } from './unknown_keys.ts'
import { validateChecks } from './validate_checks.ts'
import { validateCoverages } from './validate_coverages.ts'
import { validateField } from './validate_field.ts'

export type FactsResult =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly errors: readonly FactError[] }

/**
 * Judges unknown JSON against a product's shape. Good facts come back as a copy that holds what the
 * shape knows and nothing else; bad ones as every error found, at most 100, each with its place.
 * Never throws, and never looks deeper than the shape does.
 */
export function validateFacts(shape: ProductShape, value: unknown): FactsResult {
  const findings = new Findings()
  if (!isRecord(value)) {
    const help = 'An object with "policy" and a list for each kind of entity.'
    findings.add(ROOT, 'wrong_type', `Expected an object, got ${shown(value)}.`, help)
    return { ok: false, errors: findings.errors }
  }
  const walk = new Walk(shape, findings)
  walk.root(value)
  validateChecks(shape.checks, walk.scopes, findings)
  if (findings.errors.length > 0) return { ok: false, errors: findings.errors }
  return { ok: true, facts: copyFacts(shape, value) }
}

/** Goes through the facts in the shape's order, and keeps each entity that it met. */
class Walk {
  readonly scopes: FactScope[] = []
  readonly #shape: ProductShape
  readonly #findings: Findings

  constructor(shape: ProductShape, findings: Findings) {
    this.#shape = shape
    this.#findings = findings
  }

  root(value: Readonly<Record<string, unknown>>): void {
    const { policy } = this.#shape
    const place = atKey(ROOT, policy.name)
    const given = own(value, policy.name)
    if (given === undefined) {
      this.#findings.add(place, 'required', 'The policy is missing.', 'Add "policy": {...}.')
    } else {
      this.#entity({ shape: policy, place, around: null, lists: value }, given)
    }
    const around = this.scopes[0] ?? { shape: policy, place, value: {}, around: null, lists: value }
    for (const inner of policy.entities) this.#list(inner, around, ROOT)
    const known = [policy.name, ...policy.entities.map(listKey)]
    reportUnknownKeys(value, known, 'field', ROOT, this.#findings)
  }

  #entity(at: Omit<FactScope, 'value' | 'lists'> & Partial<FactScope>, value: unknown): void {
    const { shape, place } = at
    if (!isRecord(value)) {
      const help = `An object with the fields of a ${shape.name}.`
      this.#findings.add(place, 'wrong_type', `Expected an object, got ${shown(value)}.`, help)
      return
    }
    const scope: FactScope = { ...at, value, lists: at.lists ?? value }
    this.scopes.push(scope)
    this.#fields(scope)
    const inner = at.lists ? [] : shape.entities
    for (const entity of inner) this.#list(entity, scope, place)
    const coverages = shape.coverages.length > 0 ? ['coverages'] : []
    if (coverages.length > 0) {
      const given = own(value, 'coverages')
      validateCoverages(shape.coverages, given, atKey(place, 'coverages'), this.#findings)
    }
    const known = [...shape.fields.map(({ name }) => name), ...inner.map(listKey), ...coverages]
    reportUnknownKeys(value, known, 'field', place, this.#findings)
  }

  #fields(scope: FactScope): void {
    const around = {
      currency: this.#shape.currency,
      anchor: (name: string) => anchorDate(scope, name),
      count: (entity: string) => findList(scope, entity).length,
    }
    for (const field of scope.shape.fields) {
      if (this.#findings.isFull) return
      const place = atKey(scope.place, field.name)
      const given = own(scope.value, field.name)
      if (given === undefined) {
        if (!field.optional) this.#findings.add(place, 'required', `${field.title} is missing.`)
        continue
      }
      const problem = validateField(field.type, given, around)
      if (problem) this.#findings.add(place, problem.code, problem.message, problem.help)
    }
  }

  #list(shape: EntityShape, around: FactScope, holder: FactPath): void {
    const key = listKey(shape)
    const place = atKey(holder, key)
    const given = own(around.lists, key)
    const help = `A list of ${shape.low} to ${shape.high}.`
    if (given !== undefined && !Array.isArray(given)) {
      this.#findings.add(place, 'wrong_type', `Expected a list, got ${shown(given)}.`, help)
      return
    }
    const list: readonly unknown[] = given ?? []
    if (given === undefined && shape.low > 0) {
      this.#findings.add(place, 'required', `No ${shape.name} is given.`, help)
    } else if (list.length < shape.low) {
      this.#findings.add(place, 'too_few', `There are only ${list.length} ${key}.`, help)
    } else if (list.length > shape.high) {
      this.#findings.add(place, 'too_many', `There are ${list.length} ${key}.`, help)
    }
    const judged = list.slice(0, shape.high)
    judged.forEach((value, index) => {
      if (this.#findings.isFull) return
      this.#entity({ shape, place: atIndex(place, index), around }, value)
    })
  }
}

/** The key of an entity's list; the shape gives every entity but the policy one. */
function listKey(shape: EntityShape): string {
  return shape.list ?? shape.name
}

function anchorDate(scope: FactScope, name: string): string | null {
  const found = findField(scope, name)
  const value = found && own(found.scope.value, found.field)
  return typeof value === 'string' && isDate(value) ? value : null
}
