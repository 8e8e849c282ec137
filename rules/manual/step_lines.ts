import type { CoverageShape } from '../plan/shape.ts'
import type { Expr, PremiumItem, RoundingMode } from '../syntax/ast.ts'
import { printExpression } from '../syntax/print_expression.ts'
import { forCoverage } from './for_coverage.ts'
import { marked, type Reading } from './reading.ts'
import { prose } from './prose.ts'

/** The steps that a coverage's premium goes through, or a premium without coverages, one a line. */
export function stepLines(
  items: readonly PremiumItem[],
  coverage: CoverageShape | null,
  reading: Reading,
  conditions: readonly Expr[] = []
): readonly string[] {
  return items.flatMap((item): readonly string[] => {
    if (item.kind === 'when_steps') {
      const { when, steps, otherwise = [] } = item
      const not = { kind: 'not', operand: when, span: when.span } as const
      return [
        ...stepLines(steps, coverage, reading, [...conditions, when]),
        ...stepLines(otherwise, coverage, reading, [...conditions, not]),
      ]
    }
    const own = item.kind !== 'round_every' && item.when ? [item.when] : []
    const left = applying([...conditions, ...own], coverage)
    if (left === null) return []
    const where = left.length > 0 ? `, where ${left.map(prose).join(', and where ')}` : ''
    return [marked(`${sentence(item, reading.rounding)}${where}.`, item, reading)]
  })
}

/** The conditions that are left for the coverage; null where one of them can't hold. */
function applying(
  conditions: readonly Expr[],
  coverage: CoverageShape | null
): readonly Expr[] | null {
  const left = conditions.map((each) => (coverage ? forCoverage(each, coverage) : each))
  return left.includes(false) ? null : left.filter((each) => typeof each !== 'boolean')
}

type Step = Exclude<PremiumItem, { readonly kind: 'when_steps' }>

function sentence(item: Step, rounding: RoundingMode): string {
  if (item.kind === 'round_every') {
    return `Round the result of each step below to ${item.to.text}, ${item.mode ?? rounding}`
  }
  const name = item.as ? `**${item.as.text}.** ` : ''
  if (item.kind === 'round') return `${name}Round to ${item.to.text}, ${item.mode ?? rounding}`
  if (isDiscounts(item)) return `${name}Take off the discounts`
  return name + inWords(item.op, prose(item.operand))
}

/** `times 1 - discounts`. */
function isDiscounts({ op, operand }: Extract<Step, { readonly kind: 'step' }>): boolean {
  return op === 'times' && printExpression(operand) === '1 - discounts'
}

function inWords(op: Extract<Step, { readonly kind: 'step' }>['op'], operand: string): string {
  switch (op) {
    case 'base':
      return `Begin with ${operand}`
    case 'times':
      return `Multiply by ${operand}`
    case 'plus':
      return `Add ${operand}`
    case 'minus':
      return `Take off ${operand}`
    case 'becomes':
      return `Take ${operand} in the place of all before`
    case 'at least':
    case 'at most':
      return `The premium is ${op} ${operand}`
  }
}
