import type { Report } from '../check/report.ts'
import type { PlanModel } from '../plan/model.ts'
import type { Source } from '../source.ts'
import type { LawRow, RegulationFile } from '../syntax/law_ast.ts'
import { judgeFee } from './judge_fee.ts'
import { judgeForbid } from './judge_forbid.ts'
import { judgeOffer, judgeRequire } from './judge_coverage.ts'
import { cited, type Court, type LawFinding, type LawStatus } from './law.ts'

/** Holds a plan against the law of its state, row by row, and says what became of each. */
export function judgeLaw(
  plan: PlanModel,
  { header, rows }: RegulationFile,
  source: Source,
  report: Report
): readonly LawFinding[] {
  if (!header) return []
  const state = header.title?.text ?? header.name.name
  for (const [said, has, what] of [
    [header.of, plan.product, 'product'],
    [header.in, plan.state, 'state'],
  ] as const) {
    if (said.name === has) continue
    const message = `This is the law for ${what} "${said.name}", but the plan is of "${has}"`
    report.error('RATE401', said.span, message)
  }
  const court: Court = { plan, report, state }
  return rows.map((row) => {
    const { from, until, confidence = 'low', citation } = row.terms
    const status = isInForce(row, plan) ? judge(row, court) : 'not in force'
    if (confidence === 'low' && status !== 'broken' && status !== 'not in force') doubt(row, court)
    return {
      row: source.text.slice(row.span.start, row.terms.span.start).replace(/\s+/g, ' ').trim(),
      citation: citation?.text ?? '',
      confidence,
      from: from?.text ?? null,
      until: until?.text ?? null,
      status,
    }
  })
}

function judge(row: LawRow, court: Court): LawStatus {
  switch (row.kind) {
    case 'forbid':
      return judgeForbid(row, court)
    case 'require':
      return judgeRequire(row, court)
    case 'offer':
      return judgeOffer(row, court)
    case 'fee':
      return judgeFee(row, court)
    case 'notice':
      return 'not judged'
  }
}

/** A row holds for a plan where it is in force on one of the plan's first days, or between them. */
function isInForce({ terms: { from, until } }: LawRow, plan: PlanModel): boolean {
  const [first = '', last = ''] = [plan.newBusinessFrom, plan.renewalsFrom].toSorted()
  return (!from || from.text <= last) && (!until || until.text >= first)
}

function doubt(row: LawRow, { report }: Court) {
  const what = { forbid: 'kept', require: 'kept', offer: 'kept', fee: 'kept', notice: 'told' }
  const message = `This row is ${what[row.kind]}, but its confidence is low${cited(row)}`
  report.warning('RATE403', row.span, message, {
    help: 'look the source up, and raise its confidence or mend it',
  })
}
