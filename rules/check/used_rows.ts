import type { PlanModel } from '../plan/model.ts'
import type { Report } from './report.ts'
import type { TableUse } from './total_tables.ts'

/** Every row of a table that is looked up can be reached: else a key is misspelt, or out of range. */
export function usedRows(plan: PlanModel, { used }: TableUse, report: Report): void {
  if (report.failed) return
  for (const [name, rows] of used) {
    const unused = plan.tables.get(name)?.rows.filter((row) => !rows.has(row)) ?? []
    const [first] = unused
    if (!first) continue
    const others = unused.length > 1 ? `, nor are ${unused.length - 1} others` : ''
    report.warning('RATE332', first.span, `No risk reaches this row of table "${name}"${others}`)
  }
}
