import type { CoverageShape } from '../plan/shape.ts'
import type { Expr } from '../syntax/ast.ts'

/** What is left of a condition where the coverage is known; true or false where nothing is. */
export function forCoverage(condition: Expr, coverage: CoverageShape): Expr | boolean {
  switch (condition.kind) {
    case 'group':
      return forCoverage(condition.inner, coverage)
    case 'compare': {
      const { left, right, op } = condition
      if (!isCoverage(left) || right.kind !== 'name') return condition
      return (right.name === coverage.name) === (op === 'is')
    }
    case 'in': {
      const { operand, choices, negated } = condition
      if (!isCoverage(operand)) return condition
      const isOne = choices.some((each) => each.kind === 'name' && each.name === coverage.name)
      return isOne !== negated
    }
    case 'has': {
      const { subject, condition: term } = condition
      if (!isCoverage(subject) || term.kind !== 'name') return condition
      return coverage.terms.some(({ name }) => name === term.name)
    }
    case 'not': {
      const inner = forCoverage(condition.operand, coverage)
      return typeof inner === 'boolean' ? !inner : condition
    }
    case 'and':
    case 'or': {
      const decisive = condition.kind === 'or'
      const operands = condition.operands.map((each) => forCoverage(each, coverage))
      if (operands.includes(decisive)) return decisive
      const left = operands.filter((each) => typeof each !== 'boolean')
      const [only] = left
      if (only === undefined) return !decisive
      return left.length === 1 ? only : { ...condition, operands: left }
    }
    default:
      return condition
  }
}

function isCoverage(expr: Expr): boolean {
  return expr.kind === 'name' && expr.name === 'coverage'
}
