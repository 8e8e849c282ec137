import { Report } from '../check/report.ts'
import type { PlanModel } from '../plan/model.ts'
import type { Source } from '../source.ts'
import type { LawRow, RegulationFile } from '../syntax/law_ast.ts'
import { judgeAsk } from './judge_ask.ts'
import { judgeDiscount } from './judge_discount.ts'
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
    const status = statusOf(row, court)
    if (confidence === 'low' && SILENT.has(status)) doubt(row, court)
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

/** What a row of low confidence says nothing of by itself. */
const SILENT: ReadonlySet<LawStatus> = new Set(['kept', 'kept already', 'not asked', 'not judged'])

function statusOf(row: LawRow, court: Court): LawStatus {
  const { from, until } = row.terms
  const [first = '', last = ''] = [court.plan.newBusinessFrom, court.plan.renewalsFrom].toSorted()
  if (until && until.text < first) return 'not in force'
  return from && from.text > last ? judgeAhead(row, from.text, court) : judge(row, court)
}

/** A row that begins later breaks nothing today: what the plan lacks for it is told. */
function judgeAhead(row: LawRow, from: string, court: Court): LawStatus {
  const ahead = new Report()
  const status = judge(row, { ...court, report: ahead })
  if (status === 'kept') return 'kept already'
  if (status !== 'broken') return status
  const [first] = ahead.diagnostics
  const what = first ? `: ${first.message.replace(/\.$/, '')}` : ''
  const message = `From ${from} on the plan does not keep this row${what}`
  court.report.warning('RATE404', row.span, message)
  return 'not kept yet'
}

function judge(row: LawRow, court: Court): LawStatus {
  switch (row.kind) {
    case 'forbid':
      return judgeForbid(row, court)
    case 'require':
      return judgeRequire(row, court)
    case 'offer':
      return judgeOffer(row, court)
    case 'ask':
      return judgeAsk(row, court)
    case 'discount':
      return judgeDiscount(row, court)
    case 'fee':
      return judgeFee(row, court)
    case 'notice':
      return 'not judged'
  }
}

function doubt(row: LawRow, { report }: Court) {
  const message = `This row is ${row.kind === 'notice' ? 'told' : 'kept'}, but its confidence is low${cited(row)}`
  report.note('RATE403', row.span, message, {
    help: 'look the source up, and raise its confidence or mend it',
  })
}
