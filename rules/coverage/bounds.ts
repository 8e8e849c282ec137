import { expressionWords } from '../compare/words.ts'
import type { Expression, Place, Program } from '../program/program.ts'

/** An `at least` or `at most` inside a definition. */
export interface InnerBound {
  readonly value: string
  readonly of: readonly string[]
  readonly id: string
  readonly words: string
  readonly expression: Extract<Expression, { readonly op: 'at_least' | 'at_most' }>
  readonly at: Place
}

/** The bounds of the definitions, at whatever depth of their arithmetic. */
export function innerBounds({ values }: Program): readonly InnerBound[] {
  return values.flatMap(({ name, of, expression, at }) =>
    boundsIn(expression).map((bound, index) => ({
      value: name,
      of,
      id: `bound ${name} ${index}`,
      words: `${bound.op === 'at_least' ? 'at least' : 'at most'} ${expressionWords(bound.bound)}`,
      expression: bound,
      at,
    }))
  )
}

function boundsIn(expression: Expression): readonly InnerBound['expression'][] {
  switch (expression.op) {
    case 'at_least':
    case 'at_most':
      return [expression, ...boundsIn(expression.operand), ...boundsIn(expression.bound)]
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return [...boundsIn(expression.left), ...boundsIn(expression.right)]
    case 'negate':
    case 'round':
      return boundsIn(expression.operand)
    default:
      return []
  }
}
