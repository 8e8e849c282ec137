import { compare } from '../money/arithmetic.ts'
import type { Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { boundsOf, type Domain } from './domain.ts'
import { boundCoverage, domainOf, type DomainWorld } from './domain_of.ts'
import type { CompareOp, Value, ValueOf } from './model.ts'
import { contradicts } from './contradicts.ts'

/**
 * What a condition comes to for every risk whose answers are given, by the domains of its values;
 * null where risks differ, or where that can't be told.
 */
export function decide(
  condition: Value,
  coverage: string | null,
  world: DomainWorld
): boolean | null {
  const decided = (inner: Value) => decide(inner, coverage, world)
  switch (condition.kind) {
    case 'constant':
      return typeof condition.value === 'boolean' ? condition.value : null
    case 'let': {
      const model = world.lets.get(condition.name)
      const inner = model?.of.includes('coverage') ? coverage : null
      return model ? decide(model.value, inner, world) : null
    }
    case 'within':
      return decide(condition.then, boundCoverage(condition, coverage), world)
    case 'not': {
      const result = decided(condition.operand)
      return result === null ? null : !result
    }
    case 'and': {
      const results = condition.operands.map(decided)
      if (results.includes(false) || contradicts(condition.operands, coverage, world)) return false
      return results.includes(null) ? null : true
    }
    case 'or': {
      const results = condition.operands.map(decided)
      return results.includes(true) ? true : results.includes(null) ? null : false
    }
    case 'compare':
      return decideCompare(
        condition.op,
        domainOf(condition.left, coverage, world),
        domainOf(condition.right, coverage, world)
      )
    case 'one_of':
      return decideOneOf(condition, domainOf(condition.operand, coverage, world))
    case 'cases':
      return decideCases(condition, decided)
    case 'quantified':
      return decideQuantified(condition, condition.condition && decided(condition.condition))
    default:
      return null
  }
}

/** Cases come to the same for every risk where all that can be reached do. */
function decideCases(
  { cases, otherwise }: ValueOf<'cases'>,
  decided: (inner: Value) => boolean | null
): boolean | null {
  const results = new Set<boolean | null>()
  for (const { when, then } of cases) {
    const holds = decided(when)
    if (holds !== false) results.add(decided(then))
    if (holds === true) return onlyOf(results)
  }
  if (otherwise) results.add(decided(otherwise))
  return onlyOf(results)
}

function onlyOf(results: ReadonlySet<boolean | null>): boolean | null {
  const [only = null, ...others] = results
  return others.length > 0 ? null : only
}

function decideCompare(op: CompareOp, left: Domain, right: Domain): boolean | null {
  if (left.kind === 'texts' && right.kind === 'texts') {
    if (op !== 'is' && op !== 'is not') return null
    const isDisjoint = left.values.isDisjointFrom(right.values)
    const isSame = left.values.size === 1 && right.values.size === 1 && !isDisjoint
    return isSame ? op === 'is' : isDisjoint ? op !== 'is' : null
  }
  const [a, b] = [boundsOf(left), boundsOf(right)]
  switch (op) {
    case '<':
      return isBefore(a.high, b.low, false) ? true : isBefore(b.high, a.low, true) ? false : null
    case '<=':
      return isBefore(a.high, b.low, true) ? true : isBefore(b.high, a.low, false) ? false : null
    case '>':
      return decideCompare('<', right, left)
    case '>=':
      return decideCompare('<=', right, left)
    case 'is':
    case 'is not': {
      const isApart = isBefore(a.high, b.low, false) || isBefore(b.high, a.low, false)
      return isApart ? op !== 'is' : null
    }
  }
}

function isBefore(high: Exact | null, low: Exact | null, orSame: boolean): boolean {
  if (high === null || low === null) return false
  const order = compare(high, low)
  return order < 0 || (orSame && order === 0)
}

function decideOneOf({ choices, negated }: ValueOf<'one_of'>, domain: Domain): boolean | null {
  const values =
    domain.kind === 'texts'
      ? [...domain.values]
      : domain.kind === 'set'
        ? domain.values.map((value) => formatExact(value, 0))
        : null
  if (values === null || values.length === 0) return null
  const inside = values.filter((value) => choices.includes(value))
  if (inside.length === 0) return negated
  return inside.length === values.length ? !negated : null
}

/** Of no element `some` never holds, and `every` and `none` always do; a list may be empty. */
function decideQuantified(
  { quantifier }: ValueOf<'quantified'>,
  each: boolean | null
): boolean | null {
  if (quantifier === 'every') return each === true ? true : null
  if (each !== false) return null
  return quantifier === 'none'
}
