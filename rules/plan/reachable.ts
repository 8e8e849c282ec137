import { childrenOf } from './children.ts'
import { boundCoverage } from './domain_of.ts'
import type { PlanModel, Value } from './model.ts'
import { coveragesOf, possibleCases } from './static_condition.ts'

/** A value that a rating may work out, with a coverage it may be worked out for (null: none). */
export type Visit = (value: Value, coverage: string | null) => void

/**
 * Visits every value that some rating may reach, through each `let`, once for each coverage it is
 * reached with. A step's operand is reached only for the coverages that its condition lets through.
 */
export function visitReachable(plan: PlanModel, visit: Visit): void {
  const seen = new Set<string>()

  const walk = (value: Value, coverage: string | null) => {
    visit(value, coverage)
    if (value.kind === 'let') {
      const model = plan.lets.get(value.name)
      const inner = model?.of.includes('coverage') ? coverage : null
      const key = `${value.name} ${inner ?? ''}`
      if (!model || seen.has(key)) return
      seen.add(key)
      walk(model.value, inner)
      return
    }
    if (value.kind === 'within') {
      walk(value.is, coverage)
      walk(value.then, boundCoverage(value, coverage))
      return
    }
    if (value.kind === 'cases') {
      for (const { when } of value.cases) walk(when, coverage)
      for (const possible of possibleCases(value, coverage)) walk(possible, coverage)
      return
    }
    for (const child of childrenOf(value)) walk(child, coverage)
  }
  const walkFor = (value: Value | null, coverages: readonly (string | null)[]) => {
    if (value) for (const coverage of coverages) walk(value, coverage)
  }

  for (const rule of plan.rules) walk(rule.condition, null)
  for (const { over, items, atMost } of plan.discounts ? [plan.discounts] : []) {
    const coverages = over.coverages ?? [null]
    walkFor(atMost, coverages)
    for (const item of items) {
      walkFor(item.when, coverages)
      walkFor(item.percent, reached(item.when, null, coverages))
    }
  }
  for (const premium of plan.premiums) {
    const coverages = premium.over.coverages ?? [null]
    for (const step of premium.steps) {
      walkFor(step.when, coverages)
      walkFor(step.unless, coverages)
      walkFor(step.operand, reached(step.when, step.unless, coverages))
    }
  }
  for (const { when, unless, operand } of plan.total?.steps ?? []) {
    walkFor(when, [null])
    walkFor(unless, [null])
    walkFor(operand, [null])
  }
  for (const fee of plan.fees) {
    walkFor(fee.when, [null])
    walk(fee.amount, null)
  }
}

/** The coverages for which a step or discount may apply. */
export function reached(
  when: Value | null,
  unless: Value | null,
  coverages: readonly (string | null)[]
): readonly (string | null)[] {
  const named = coverages.filter((coverage) => coverage !== null)
  if (named.length < coverages.length) return coverages
  const possible = when ? coveragesOf(when, named).possible : named
  if (!unless) return possible
  const negated: Value = { kind: 'not', type: unless.type, span: unless.span, operand: unless }
  return coveragesOf(negated, possible).possible
}
