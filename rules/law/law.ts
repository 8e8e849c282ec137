import type { PlanModel } from '../plan/model.ts'
import type { Report } from '../check/report.ts'
import type { Confidence, LawRow } from '../syntax/law_ast.ts'

/** What became of one row of law: kept or broken, or why that was not to be judged. */
export type LawStatus =
  | 'kept'
  | 'broken'
  /** The plan asks nothing that the row speaks of. */
  | 'not asked'
  /** It begins after the plan's first days, and the plan is ready for it or not. */
  | 'kept already'
  | 'not kept yet'
  /** It has ended before the plan's first days. */
  | 'not in force'
  /** A duty that no plan can break. */
  | 'not judged'

/** One row of law with what became of it. */
export interface LawFinding {
  readonly row: string
  readonly citation: string
  readonly confidence: Confidence
  readonly from: string | null
  readonly until: string | null
  readonly status: LawStatus
}

/** What judging a row needs to know. */
export interface Court {
  readonly plan: PlanModel
  readonly report: Report
  /** Who forbids and demands: `Texas`. */
  readonly state: string
}

/** The days on which a row is looked at: the plan's first days that it covers, and its own first and last. */
export function judgedDays({ terms: { from, until } }: LawRow, plan: PlanModel): readonly string[] {
  const first = [plan.newBusinessFrom, plan.renewalsFrom].toSorted()
  const ends = [from?.text, until?.text].filter((day) => day !== undefined)
  const days = [...first, ...ends].filter(
    (day) => day >= (first[0] ?? '') && (!from || day >= from.text) && (!until || day <= until.text)
  )
  return [...new Set(days)].toSorted()
}

/** ` [28 TAC 5.205]`. */
export function cited({ terms }: LawRow): string {
  return terms.citation ? ` [${terms.citation.text}]` : ''
}

/** Says what stands against the row: an error, or a warning where the row itself is doubtful. */
export function broken(
  row: LawRow,
  report: Report,
  ...[code, span, message, extra = {}]: Parameters<Report['error']>
): 'broken' {
  const { confidence } = row.terms
  if (confidence === 'high') report.error(code, span, message, extra)
  else {
    const doubt = `this row's confidence is ${confidence ?? 'low'}: look the source up`
    const help = extra.help ? `${extra.help}; ${doubt}` : doubt
    const told = { ...extra, help }
    if (confidence === 'medium') report.error(code, span, message, told)
    else report.warning(code, span, message, told)
  }
  return 'broken'
}
