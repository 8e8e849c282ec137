import type { Value, ValueOf } from './model.ts'

/**
 * What a condition comes to for one coverage, where that alone decides it; null where the risk does.
 */
export function staticCondition(condition: Value, coverage: string): boolean | null {
  switch (condition.kind) {
    case 'constant':
      return typeof condition.value === 'boolean' ? condition.value : null
    case 'one_of':
      if (condition.operand.kind !== 'coverage_name') return null
      return condition.choices.includes(coverage) !== condition.negated
    case 'compare': {
      const { left, right, op } = condition
      const isCoverage = left.kind === 'coverage_name' && right.kind === 'constant'
      if (!isCoverage || (op !== 'is' && op !== 'is not')) return null
      return (right.value === coverage) === (op === 'is')
    }
    case 'not': {
      const result = staticCondition(condition.operand, coverage)
      return result === null ? null : !result
    }
    case 'and': {
      const results = condition.operands.map((operand) => staticCondition(operand, coverage))
      return results.includes(false) ? false : results.includes(null) ? null : true
    }
    case 'or': {
      const results = condition.operands.map((operand) => staticCondition(operand, coverage))
      return results.includes(true) ? true : results.includes(null) ? null : false
    }
    default:
      return null
  }
}

/** What cases may come to for one coverage: those that it rules out are left out. */
export function possibleCases(
  { cases, otherwise }: ValueOf<'cases'>,
  coverage: string | null
): readonly Value[] {
  const possible: Value[] = []
  for (const { when, then } of cases) {
    const result = coverage === null ? null : staticCondition(when, coverage)
    if (result !== false) possible.push(then)
    if (result === true) return possible
  }
  return otherwise ? [...possible, otherwise] : possible
}

/** The coverages for which the condition may hold; null: for some it depends on the risk. */
export function coveragesOf(
  condition: Value,
  coverages: readonly string[]
): { readonly possible: readonly string[]; readonly decided: boolean } {
  const results = coverages.map((coverage) => staticCondition(condition, coverage))
  return {
    possible: coverages.filter((_, at) => results[at] !== false),
    decided: !results.includes(null),
  }
}
