import { isDecimal, type Exact } from '../money/decimal.ts'
import type { Followed } from './premium.ts'
import type { WorkedRisk } from './write_worksheet.ts'

/**
 * All that a rating came to as one text: the program, the rules that held, what each step read and came to, each fee
 * and the totals. The same facts and program give the same text; two worksheets with another number have another.
 * It is a small part of the worksheet, whose words follow from these, the program and the facts.
 */
export function writeFigures(worked: WorkedRisk): string {
  const { prepared, risk, effectiveOn, decision, premiums, sum, total, premium, fees } = worked
  let text = `1 ${prepared.compiled.hash} ${effectiveOn} ${decision}`
  for (const { program, place } of prepared.eligibility) {
    if (risk.hasFired(place.group, place.index)) text += `\nrule ${program.name}`
  }
  for (const { instance, coverage, followed } of premiums) {
    text += `\n${instance.kind.name} ${instance.number} ${coverage?.name ?? '-'}${steps(followed)}`
  }
  text += `\nsum ${exact(sum)}${total ? steps(total) : ''}\npremium ${exact(premium)}`
  for (const { fee, amounts, months, amount } of fees) {
    text += `\nfee ${fee.program.name} ${amounts.map(exact).join(' ')} ${exact(months)} ${exact(amount)}`
  }
  return text
}

function steps({ values, operands }: Followed): string {
  let text = ''
  for (const [at, value] of values.entries()) {
    text += ` ${exact(operands[at] ?? null)}=${exact(value)}`
  }
  return text
}

/** A number with its digits, so that 1.0 and 1.00 differ as they do where they are shown. */
function exact(value: Exact | null): string {
  if (value === null) return '-'
  return isDecimal(value)
    ? `${value.coefficient}e${value.scale}`
    : `${value.numerator}/${value.denominator}`
}
