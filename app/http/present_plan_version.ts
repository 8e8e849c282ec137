import type { PlanMove } from '#services/plans/life/plan_moves'
import { stateOn } from '#services/plans/life/plan_moves'
import type { Days } from '#services/plans/life/plan_moves'
import type { VersionSummary } from '#services/plans/life/version_summary'
import { todayIn } from '#services/quotes/life/expiry'

/** A version of a plan as the API shows it, with what is open to who asks. */
export function presentPlanVersion(version: VersionSummary, moves: readonly (PlanMove | 'copy')[]) {
  return {
    number: version.number,
    label: version.label,
    state: stateOn(version, todayIn(version.timeZone)),
    program_hash: version.programHash,
    new_business: presentDays(version.newBusiness),
    renewals: presentDays(version.renewals),
    based_on: version.basedOn,
    author: version.author,
    created_at: version.createdAt,
    published_at: version.publishedAt,
    moves,
  }
}

function presentDays(days: Days | null) {
  return days && { from: days.from, until: days.until }
}
