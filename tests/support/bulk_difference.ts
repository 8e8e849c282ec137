import type { Facts } from '#rules/facts/facts'
import { formatDecimal } from '#rules/money/format_decimal'
import type { BulkRater } from '#rules/rating/bulk/prepare_bulk'
import type { PreparedProgram } from '#rules/rating/prepare'
import { rate } from '#rules/rating/rate'

/** What `bulkDifference` gives where bulk gave the risk up. */
export const NOT_CARRIED = 'exact path'

/** Compares a bulk result with the online one: what differs, `NOT_CARRIED` where bulk gave the risk up, else null. */
export async function bulkDifference(
  prepared: PreparedProgram,
  rater: BulkRater,
  facts: Facts
): Promise<string | null> {
  const result = rater.rate(facts)
  if (result === null) return NOT_CARRIED
  const outcome = await rate(prepared, facts)
  if (!outcome.ok) return `rated, though ${outcome.errors[0]?.message}`
  const { worksheet } = outcome
  const text = (amount: number) =>
    formatDecimal({ coefficient: amount, scale: rater.scale }, prepared.digits)
  const expected = {
    decision: worksheet.decision,
    premium: worksheet.premium,
    feeTotal: worksheet.feeTotal,
    total: worksheet.total,
    premiums: worksheet.sections
      .flatMap(({ premiums }) => premiums.map(({ premium }) => premium))
      .toSorted(),
    fees: worksheet.fees.map(({ amount }) => amount),
  }
  const actual = {
    decision: result.decision,
    premium: text(result.premium),
    feeTotal: text(result.feeTotal),
    total: text(result.total),
    premiums: result.premiums
      .filter((amount) => !Number.isNaN(amount))
      .map(text)
      .toSorted(),
    fees: result.fees.filter((amount) => !Number.isNaN(amount)).map(text),
  }
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  return a === b ? null : `${a} instead of ${b}`
}
