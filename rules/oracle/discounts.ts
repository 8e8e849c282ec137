import { by, difference, fraction, minus, plus, type Fraction } from './fractions.ts'
import { evaluate, numberOf, type Fired } from './evaluate.ts'
import type { Scope, World } from './world.ts'

export interface OracleDiscounts {
  readonly granted: readonly string[]
  readonly sum: Fraction
  readonly taken: Fraction
}

/** What the discounts of a name come to in a scope. */
export function discountsIn(
  name: string,
  scope: Scope,
  world: World,
  fired: Fired
): OracleDiscounts {
  const zero = fraction('0')
  const block = world.opened.discounts
    .get(name)
    ?.find(({ coverages }) => coverages === null || coverages.includes(scope.coverage ?? ''))
  if (!block) return { granted: [], sum: zero, taken: zero }
  const granted = block.items.filter(({ rule }) => rule === null || fired(rule, scope))
  const percents = granted.map(
    ({ percent }) => numberOf(evaluate(percent, scope, world, fired)) ?? zero
  )
  const one = fraction('1')
  const sum =
    block.combine === 'sum'
      ? percents.reduce(plus, zero)
      : minus(one, percents.map((percent) => minus(one, percent)).reduce(by, one))
  const cap = block.atMost && numberOf(evaluate(block.atMost, scope, world, fired))
  const taken = cap && difference(sum, cap) > 0 ? cap : sum
  return { granted: granted.map((item) => item.name), sum, taken }
}
