import type { Value } from './model.ts'

/** The values directly inside a value, in the order they are written. */
export function childrenOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'constant':
    case 'field':
    case 'term':
    case 'coverage_name':
    case 'let':
    case 'discounts':
    case 'taken':
    case 'not_in_force':
    case 'premium':
    case 'fees':
    case 'fee':
      return []
    case 'lookup':
      return value.keys
    case 'arithmetic':
    case 'compare':
      return [value.left, value.right]
    case 'bounded':
      return [value.operand, value.limit]
    case 'negate':
    case 'rounded':
    case 'one_of':
    case 'given':
    case 'not':
      return [value.operand]
    case 'aggregate':
      return [value.each, value.where, value.fewer].filter((child) => child !== null)
    case 'whole':
      return [value.from, value.to]
    case 'year':
      return [value.date]
    case 'shift':
      return [value.amount, value.date]
    case 'within':
      return [value.is, value.then]
    case 'cases':
      return [
        ...value.cases.flatMap(({ when, then }) => [when, then]),
        ...(value.otherwise ? [value.otherwise] : []),
      ]
    case 'assigned': {
      const { rankFrom, rankTo, leftOver } = value
      return [...rankFrom, ...rankTo, ...(leftOver ? [leftOver] : [])].map(({ by }) => by)
    }
    case 'and':
    case 'or':
      return value.operands
    case 'quantified':
      return value.condition ? [value.condition] : []
  }
}
