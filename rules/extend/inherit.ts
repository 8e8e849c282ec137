import { didYouMean } from '../check/did_you_mean.ts'
import type { Report } from '../check/report.ts'
import type { PlanFile } from '../syntax/ast.ts'
import { extendPlan, isException } from './extend_plan.ts'

/** The plan as it is to be checked: with what it inherits, where it says so. */
export function inherit(
  file: PlanFile,
  base: PlanFile | undefined,
  ownFiles: ReadonlySet<string>,
  report: Report
): PlanFile {
  const wanted = file.header.extends
  if (!wanted) {
    if (base?.header.name) {
      report.error(
        'RATE230',
        file.header.name?.span ?? file.header.span,
        `The plan is set up to extend "${base.header.name.name}", and does not say so`,
        { help: `write "extends ${base.header.name.name}" under "plan"` }
      )
    }
    for (const { span } of file.items.filter(isException)) {
      report.error('RATE233', span, 'This is an exception, but the plan extends none', {
        help: 'write "extends" and the name of the countrywide plan under "plan"',
      })
    }
    return { ...file, items: file.items.filter((item) => !isException(item)) }
  }
  const name = base?.header.name?.name
  if (!base || name !== wanted.name) {
    const nearest = name === undefined ? '' : didYouMean(wanted.name, [name])
    const message = `The plan extends "${wanted.name}", which is not given${nearest}`
    report.error('RATE230', wanted.span, message)
    return { ...file, items: file.items.filter((item) => !isException(item)) }
  }
  standsAlone(base, report)
  return extendPlan(file, base, ownFiles, report)
}

/** A countrywide plan stands by itself: what is of one state, or of another plan, is not in it. */
export function standsAlone({ header, items }: PlanFile, report: Report) {
  const misplaced = [
    ...(header.extends ? [{ span: header.extends.span, what: 'extends another plan' }] : []),
    ...(header.in ? [{ span: header.in.span, what: 'is of one state' }] : []),
    ...items.filter(isException).map(({ span }) => ({ span, what: 'makes an exception' })),
  ]
  for (const { span, what } of misplaced) {
    report.error('RATE233', span, `This plan is extended by others, and yet it ${what}`)
  }
}
