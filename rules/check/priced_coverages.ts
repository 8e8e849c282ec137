import { indexShape } from '../plan/shape_index.ts'
import type { PlanModel } from '../plan/model.ts'
import type { Report } from './report.ts'

/** Every coverage of the shape has a premium, and no thing has two. */
export function pricedCoverages(plan: PlanModel, report: Report): void {
  const priced = new Set<string>()
  for (const { over, span } of plan.premiums) {
    for (const coverage of over.coverages ?? [null]) {
      const key = `${over.entity} ${coverage ?? ''}`
      if (priced.has(key)) {
        const what = coverage === null ? over.entity : `${coverage} of ${over.entity}`
        report.error('RATE340', span, `The premium of ${what} is calculated twice`)
      }
      priced.add(key)
    }
  }
  const last = plan.premiums.at(-1)
  if (!last) return
  for (const [name, { carrier }] of indexShape(plan.shape).coverages) {
    if (priced.has(`${carrier} ${name}`)) continue
    report.error('RATE341', last.span, `Coverage "${name}" of ${carrier} has no premium`, {
      help: `write "premium of each ${carrier}, each coverage", or take the coverage out of the product`,
    })
  }
}
