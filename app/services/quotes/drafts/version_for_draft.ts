import {
  findNewestVersion,
  findPlanInForce,
  type Transaction,
} from '#services/plans/find_plan_in_force'
import type { PreparedVersion } from '#services/plans/prepare_version'
import { readEffectiveDate } from '../rate_facts.ts'

/** The version of a plan that asks the questions: the one in force on the date, the newest without one. */
export async function versionForDraft(request: {
  readonly plan: string
  readonly transaction: Transaction
  readonly facts: unknown
}): Promise<PreparedVersion | undefined> {
  const date = readEffectiveDate(request.facts)
  const found = date && (await findPlanInForce(request.plan, request.transaction, date))
  return found && found.ok ? found.version : findNewestVersion(request.plan)
}
