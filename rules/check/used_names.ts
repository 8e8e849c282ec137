import type { PlanModel } from '../plan/model.ts'
import { visitReachable } from '../plan/reachable.ts'
import type { Report } from './report.ts'

/** Every table and every `let` reaches a premium, a fee or a rule. */
export function usedNames(plan: PlanModel, report: Report): void {
  if (report.failed) return
  const used = new Set<string>()
  let takesDiscounts = false
  visitReachable(plan, (value) => {
    if (value.kind === 'lookup') used.add(value.table).add(columnName(value.table, value.column))
    if (value.kind === 'let') used.add(value.name)
    if (value.kind === 'discounts') takesDiscounts = true
  })
  for (const { name, columns, nameSpan } of plan.tables.values()) {
    if (!used.has(name)) report.warning('RATE212', nameSpan, `Table "${name}" is never looked up`)
    else {
      for (const [at, column] of columns.entries()) {
        if (used.has(columnName(name, at))) continue
        report.warning('RATE212', nameSpan, `"${column.name}" of table "${name}" is never read`)
      }
    }
  }
  for (const { name, span } of plan.lets.values()) {
    if (!used.has(name)) report.warning('RATE212', span, `"${name}" is never used`)
  }
  if (plan.discounts && !takesDiscounts) {
    report.warning('RATE213', plan.discounts.span, 'No premium takes off the discounts', {
      help: 'a step reads "times 1 - discounts"',
    })
  }
}

/** No name of a plan has a space. */
function columnName(table: string, column: number): string {
  return `${table} ${column}`
}
