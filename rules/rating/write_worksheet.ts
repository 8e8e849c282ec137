import { add } from '../money/arithmetic.ts'
import type { Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { tellEligibility } from './eligibility.ts'
import { writeFee, type WorkedFee } from './fee.ts'
import type { PreparedProgram } from './prepare.ts'
import type { Followed, WorkedPremium } from './premium.ts'
import type { Risk } from './risk.ts'
import { gatherSections, sumOf } from './section.ts'
import type { Decision, Worksheet } from './worksheet.ts'
import { writeLines } from './write_premium.ts'

/** A risk that was rated, with all that its worksheet is written from. */
export interface WorkedRisk {
  readonly prepared: PreparedProgram
  readonly risk: Risk
  readonly effectiveOn: string
  readonly decision: Decision
  readonly premiums: readonly WorkedPremium[]
  /** That of the premiums. */
  readonly sum: Exact
  /** The steps on the sum; null where the plan has none. */
  readonly total: Followed | null
  readonly premium: Exact
  readonly fees: readonly WorkedFee[]
}

/** Writes down the texts of a rated risk: rules with their reasons, every step, every fee. */
export function writeWorksheet(worked: WorkedRisk): Worksheet {
  const { prepared, risk, effectiveOn, decision, sum, total, premium, fees } = worked
  const { compiled, digits } = prepared
  const { name, title, version, state, currency } = compiled.program.plan
  const { applied, notApplied } = tellEligibility(prepared, risk)
  const assignments = prepared.assignments.flatMap((tell) => tell(risk))
  const feeTotal = sumOf(fees)
  return {
    plan: { name, title, version, state },
    programHash: compiled.hash,
    effectiveOn,
    currency,
    decision,
    applied,
    notApplied,
    ...(prepared.assignments.length > 0 ? { assignments } : {}),
    sections: gatherSections(worked.premiums, digits, risk),
    ...(total && {
      policyTotal: {
        before: formatExact(sum, digits),
        lines: writeLines(total, digits, risk),
        premium: formatExact(premium, digits),
      },
    }),
    fees: fees.map((fee) => writeFee(fee, risk)),
    premium: formatExact(premium, digits),
    feeTotal: formatExact(feeTotal, digits),
    total: formatExact(add(premium, feeTotal), digits),
  }
}
