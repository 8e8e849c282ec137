import type { PlanModel } from '../plan/model.ts'
import { visitReachable } from '../plan/reachable.ts'
import type { PlanFile } from '../syntax/ast.ts'
import type { Report } from './report.ts'

/** What the plan itself asks for, beyond the product, is used by some rule, table or step. */
export function usedAnswers(plan: PlanModel, file: PlanFile, report: Report): void {
  if (report.failed) return
  const used = new Set<string>()
  visitReachable(plan, (value) => {
    if (value.kind === 'field') used.add(`${value.entity}.${value.field.name}`)
  })
  for (const item of file.items.flatMap((each) => (each.kind === 'adapt' ? each.items : []))) {
    if (item.kind !== 'ask') continue
    const { entity, field } = item
    if (used.has(`${entity.name}.${field.name.name}`)) continue
    const what = `"${field.name.name}" of ${entity.name}`
    report.warning('RATE214', field.name.span, `The plan asks for ${what} and never uses it`)
  }
}
