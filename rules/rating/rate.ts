import type { Facts } from '../facts/facts.ts'
import { add } from '../money/arithmetic.ts'
import { formatExact } from '../money/format_decimal.ts'
import { judgeEligibility } from './eligibility.ts'
import { workFees } from './fee.ts'
import type { PreparedProgram } from './prepare.ts'
import { followSteps, workPremium } from './premium.ts'
import { Refusal } from './refusal.ts'
import { Risk } from './risk.ts'
import { runGroups } from './run_groups.ts'
import { gatherSections, sumOf } from './section.ts'
import type { RatingOutcome, Worksheet } from './worksheet.ts'

/**
 * Rates one risk: the rules decide through json-rules-engine, the steps are worked out exactly, and
 * everything is written down. Facts that the plan doesn't rate come back as errors with their place:
 * `outside_table`. Ratings in flight at once don't touch one another; facts that passed
 * `validateFacts` against the program's shape never make it reject.
 */
export async function rate(prepared: PreparedProgram, facts: Facts): Promise<RatingOutcome> {
  const risk = new Risk(prepared.layout, facts, prepared.slots)
  try {
    await runGroups(prepared.groups, risk)
    return { ok: true, worksheet: fillIn(prepared, facts, risk) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, errors: [error.fact] }
    throw error
  }
}

function fillIn(prepared: PreparedProgram, facts: Facts, risk: Risk): Worksheet {
  const { compiled, digits } = prepared
  const { name, title, version, state, currency } = compiled.program.plan
  const { decision, applied, notApplied } = judgeEligibility(prepared, risk)
  const assignments = prepared.assignments.flatMap((tell) => tell(risk))
  const premiums = prepared.premiums.flatMap((premium) => workPremium(premium, risk))
  const sum = sumOf(premiums)
  const total = prepared.total && followSteps(prepared.total, sum, digits, risk)
  const premium = total ? total.amount : sum
  const fees = workFees(prepared.fees, effectiveOn(facts), premium, risk)
  const feeTotal = sumOf(fees)
  return {
    plan: { name, title, version, state },
    programHash: compiled.hash,
    effectiveOn: effectiveOn(facts),
    currency,
    decision,
    applied,
    notApplied,
    ...(prepared.assignments.length > 0 ? { assignments } : {}),
    sections: gatherSections(premiums, digits),
    ...(total && {
      policyTotal: {
        before: formatExact(sum, digits),
        lines: total.lines,
        premium: formatExact(premium, digits),
      },
    }),
    fees: fees.map(({ shown }) => shown),
    premium: formatExact(premium, digits),
    feeTotal: formatExact(feeTotal, digits),
    total: formatExact(add(premium, feeTotal), digits),
  }
}

/** The first day of cover, by which plans take effect; the one name that every product shares. */
function effectiveOn({ policy }: Facts): string {
  const { effective_on: date } = policy
  return typeof date === 'string' ? date : ''
}
