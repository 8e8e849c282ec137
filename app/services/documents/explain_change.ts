import { explainDifference } from '#rules/index'
import type { Paperwork } from '#plugins/contract'
import { differenceOf } from '#services/offers/amounts'
import type { DocumentContent } from './document_content.ts'
import { wordAmount } from './wording.ts'
import type { DocumentSubject } from './write_document.ts'

/** Why a version costs another amount than the one before, where the state wants a change of that size explained. */
export async function explainChange(
  { prepared, facts, worksheet, previous }: DocumentSubject,
  demand: Paperwork['premiumChange']
): Promise<DocumentContent['notices']> {
  if (!demand || !previous) return []
  const difference = await explainDifference(previous, { prepared, facts })
  if (!difference || !exceeds(difference.before, difference.after, demand.abovePercent)) return []
  const { currency } = worksheet
  const word = (amount: string) => wordAmount(amount, currency)
  const { title, citation } = demand
  const causes = difference.parts.map(({ title: cause, amount }) => {
    const isLess = amount.startsWith('-')
    return `${cause}: ${word(isLess ? amount.slice(1) : amount)} ${isLess ? 'less' : 'more'}.`
  })
  const change = `The price before was ${word(difference.before)}; it is ${word(difference.after)} now, for these reasons.`
  return [{ title, paragraphs: [change, ...causes], citation }]
}

/** Whether an amount differs from the one before by more than so many percent of it. */
function exceeds(before: string, after: string, percent: number): boolean {
  const units = (amount: string) => BigInt(amount.replace(/[.-]/g, ''))
  return units(differenceOf(before, after)) * 100n > units(before) * BigInt(percent)
}
