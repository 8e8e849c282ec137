import type { HashedProgram } from '#rules/index'
import PlanVersion from '#models/plan_version'

/** The program of a plan's version, draft or published, by its number; null when there is none. */
export async function findStoredProgram(
  plan: string,
  number: number
): Promise<HashedProgram | null> {
  const version = await PlanVersion.query()
    .whereHas('plan', (plans) => plans.where('name', plan))
    .where('number', number)
    .first()
  const { program, programHash } = version ?? {}
  return program && programHash ? { program, hash: programHash } : null
}
