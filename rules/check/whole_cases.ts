import type { DomainWorld } from '../plan/domain_of.ts'
import type { PlanModel } from '../plan/model.ts'
import { openCase } from '../plan/prove_cases.ts'
import { visitReachable } from '../plan/reachable.ts'
import type { Report } from './report.ts'

/** Cases without `otherwise` cover everything that a risk can be. */
export function wholeCases(plan: PlanModel, domains: DomainWorld, report: Report): void {
  visitReachable(plan, (value, coverage) => {
    if (value.kind !== 'cases' || value.otherwise) return
    const open = openCase(value, coverage, domains)
    if (open === null) return
    const message =
      open === 'untold'
        ? 'These cases may leave something open'
        : `No case holds where ${open.subject} is ${open.value}`
    report.error('RATE323', value.span, message, { help: 'end them with a case "otherwise"' })
  })
}
