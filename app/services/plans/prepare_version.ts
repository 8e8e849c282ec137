import { prepare } from '#rules/index'
import type { PreparedProgram } from '#rules/index'
import PlanVersion from '#models/plan_version'

/** A stored version, ready to rate. */
export interface PreparedVersion {
  readonly id: number
  readonly planId: number
  readonly programHash: string
  readonly prepared: PreparedProgram
}

/** Which version to prepare. */
export type VersionKey = Omit<PreparedVersion, 'prepared'>

/** Programs kept ready; a hash names one program for ever, so an entry is never out of date. */
const MAX_KEPT = 64
const kept = new Map<string, Promise<PreparedProgram>>()

/** Prepares the stored program once for all requests that ask for it. */
export async function prepareVersion(row: VersionKey): Promise<PreparedVersion> {
  const { programHash } = row
  const prepared = kept.get(programHash) ?? load(row)
  kept.delete(programHash)
  kept.set(programHash, prepared)
  const [oldest] = kept.keys()
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
  return { id: row.id, planId: row.planId, programHash, prepared: await prepared }
}

async function load(row: VersionKey): Promise<PreparedProgram> {
  try {
    const { program } = await PlanVersion.query()
      .where('id', row.id)
      .select('program')
      .firstOrFail()
    return prepare({ program, hash: row.programHash })
  } catch (error) {
    kept.delete(row.programHash)
    throw error
  }
}
