import type { Facts } from '#rules/facts/facts'
import type { PreparedProgram } from '#rules/rating/prepare'
import { rate } from '#rules/rating/rate'
import { differenceFromOracle as differenceOf } from '#rules/oracle/difference_from_oracle'
import { rateByOracle } from '#rules/oracle/rate_by_oracle'

/** Rates facts both ways and tells the first difference; null where there is none. */
export async function differenceFromOracle(
  prepared: PreparedProgram,
  facts: Facts
): Promise<string | null> {
  const { program } = prepared.compiled
  const ours = await rate(prepared, facts)
  if (ours.ok) return differenceOf(program, facts, ours.worksheet)
  const theirs = await rateByOracle(program, facts)
  const path = ours.errors[0]?.path
  if (theirs.ok) return `${path} instead of rated`
  return path === theirs.path ? null : `${path} instead of ${theirs.path}`
}
