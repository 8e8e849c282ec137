import { add, compare, multiply, subtract } from '../money/arithmetic.ts'
import { integer, type Exact } from '../money/decimal.ts'
import { boundsOf, numbers, type Domain } from './domain.ts'
import { domainOf, type DomainWorld } from './domain_of.ts'
import type { PlanModel } from './model.ts'

const ZERO = integer(0)
const ONE = integer(1)
const UNKNOWN = numbers(null, null, false)

/** What the discounts of a plan may take off together, as a fraction: from nothing to all of them, capped. */
export function discountsDomain({ discounts }: PlanModel, world: DomainWorld): Domain {
  if (!discounts) return numbers(ZERO, ZERO, true)
  const coverages = discounts.over.coverages ?? [null]
  let low: Exact = ZERO
  let high: Exact = ZERO
  for (const coverage of coverages) {
    const parts = discounts.items.map(({ percent }) => boundsOf(domainOf(percent, coverage, world)))
    const lows = parts.map((part) => part.low).filter((bound) => bound !== null)
    const highs = parts.map((part) => part.high).filter((bound) => bound !== null)
    if (lows.length < parts.length || highs.length < parts.length) return UNKNOWN
    const least = lows.map((bound) => (compare(bound, ZERO) < 0 ? bound : ZERO))
    const most = highs.map((bound) => (compare(bound, ZERO) > 0 ? bound : ZERO))
    const isSum = discounts.combine === 'sum'
    if (!isSum && !most.every((bound) => compare(bound, ONE) <= 0)) return UNKNOWN
    const together = isSum ? most.reduce(add, ZERO) : offEachOther(most)
    const cap = discounts.atMost && boundsOf(domainOf(discounts.atMost, coverage, world)).high
    const taken = cap && compare(cap, together) < 0 ? cap : together
    const given = isSum ? least.reduce(add, ZERO) : offEachOther(least)
    if (compare(taken, high) > 0) high = taken
    if (compare(given, low) < 0) low = given
  }
  return numbers(low, high, false)
}

/** What fractions take off when each is taken off what the ones before it left. */
function offEachOther(fractions: readonly Exact[]): Exact {
  const left = fractions.reduce<Exact>((rest, each) => multiply(rest, subtract(ONE, each)), ONE)
  return subtract(ONE, left)
}
