import { add } from '../money/arithmetic.ts'
import { formatExact } from '../money/format_decimal.ts'
import { tellApplied } from './eligibility.ts'
import { sumOf } from './section.ts'
import type { RatingSummary } from './worksheet.ts'
import { nameOfPremium } from './write_premium.ts'
import type { WorkedRisk } from './write_worksheet.ts'

/** Writes down what a rated risk came to, as its worksheet has it but without the lines that lead there. */
export function writeSummary(worked: WorkedRisk): RatingSummary {
  const { prepared, risk, effectiveOn, decision, premiums, premium, fees } = worked
  const { compiled, digits } = prepared
  const { name, title, version, state, currency } = compiled.program.plan
  const feeTotal = sumOf(fees)
  return {
    plan: { name, title, version, state },
    programHash: compiled.hash,
    effectiveOn,
    currency,
    decision,
    applied: tellApplied(prepared, risk),
    sections: [...Map.groupBy(premiums, ({ instance }) => instance)].map(([instance, own]) => ({
      entity: instance.kind.name,
      number: instance.number,
      premiums: own.map((each) => nameOfPremium(each, digits, risk)),
    })),
    fees: fees.map(({ fee, amount }) => ({
      name: fee.program.name,
      title: fee.program.title,
      amount: formatExact(amount, fee.digits),
    })),
    premium: formatExact(premium, digits),
    feeTotal: formatExact(feeTotal, digits),
    total: formatExact(add(premium, feeTotal), digits),
  }
}
