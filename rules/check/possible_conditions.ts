import { decide } from '../plan/decide.ts'
import type { DomainWorld } from '../plan/domain_of.ts'
import type { PlanModel, Value } from '../plan/model.ts'
import type { Report } from './report.ts'

/** Every rule, discount, step and fee can apply to some risk: its condition is no contradiction. */
export function possibleConditions(plan: PlanModel, world: DomainWorld, report: Report): void {
  if (report.failed) return
  const judge = (what: string, condition: Value | null, coverages: readonly (string | null)[]) => {
    if (!condition) return
    if (coverages.some((coverage) => decide(condition, coverage, world) !== false)) return
    report.warning('RATE334', condition.span, `${what} never applies: no risk is like this`)
  }
  for (const { name, condition } of plan.rules) judge(`Rule ${name}`, condition, [null])
  for (const { over, items } of plan.discounts ? [plan.discounts] : []) {
    const coverages = over.coverages ?? [null]
    for (const { name, when } of items) judge(`Discount ${name}`, when, coverages)
  }
  for (const { over, steps } of plan.premiums) {
    const coverages = over.coverages ?? [null]
    for (const { name, when } of steps) judge(`Step "${name}"`, when, coverages)
  }
  for (const { name, when } of plan.total?.steps ?? []) judge(`Step "${name}"`, when, [null])
  for (const { name, when } of plan.fees) judge(`Fee ${name}`, when, [null])
}
