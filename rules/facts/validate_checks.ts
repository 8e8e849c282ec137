import type { ShapeCheck } from '../plan/shape.ts'
import type { Condition, ConditionValue } from '../program/program.ts'
import { OPERATORS, type ConditionFact } from '../rating/operators.ts'
import { atKey } from './fact_path.ts'
import { own, type Findings } from './findings.ts'
import { findField, type FactScope } from './scope.ts'

/**
 * Reports each `check` of the product that an entity fails. A check that touches a field which is
 * itself wrong, or was not given, is left alone.
 */
export function validateChecks(
  checks: readonly ShapeCheck[],
  scopes: readonly FactScope[],
  findings: Findings
): void {
  const judged = scopes.map((scope) => ({
    scope,
    failed: checks.filter(
      (check) =>
        check.entity === scope.shape.name && judge(check.condition, scope, findings) === false
    ),
  }))
  for (const { scope, failed } of judged) {
    for (const { field, message } of failed) {
      findings.add(checkedPlace(scope, field), 'check_failed', sentence(message))
    }
  }
}

function checkedPlace(scope: FactScope, name: string) {
  const found = findField(scope, name)
  return found ? atKey(found.scope.place, found.field) : scope.place
}

function sentence(message: string): string {
  return `It ${message}${message.endsWith('.') ? '' : '.'}`
}

/** True, false, or null where it can't be told. */
function judge(condition: Condition, scope: FactScope, findings: Findings): boolean | null {
  if ('all' in condition) {
    const results = condition.all.map((inner) => judge(inner, scope, findings))
    return results.includes(false) ? false : results.includes(null) ? null : true
  }
  if ('any' in condition) {
    const results = condition.any.map((inner) => judge(inner, scope, findings))
    return results.includes(true) || results.length === 0
      ? true
      : results.includes(null)
        ? null
        : false
  }
  if ('not' in condition) {
    const result = judge(condition.not, scope, findings)
    return result === null ? null : !result
  }
  const fact = factOf(condition.fact, scope, findings)
  const value = valueOf(condition.value, scope, findings)
  const operator = OPERATORS.get(condition.operator)
  if (fact === null || value === null || !operator) return null
  return operator(fact, value)
}

function valueOf(value: ConditionValue, scope: FactScope, findings: Findings): unknown {
  const isFact = typeof value === 'object' && 'fact' in value
  return isFact ? factOf(value.fact, scope, findings) : value
}

function factOf(name: string, scope: FactScope, findings: Findings): ConditionFact {
  const found = findField(scope, name)
  if (!found || findings.has(atKey(found.scope.place, found.field))) return null
  const value = own(found.scope.value, found.field)
  const field = found.scope.shape.fields.find((candidate) => candidate.name === found.field)
  if (typeof value === 'number' && field?.type.kind === 'choice') return String(value)
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return isPlain ? value : null
}
