import { prepare } from '#rules/index'
import type { PreparedProgram } from '#rules/index'
import PlanVersion from '#models/plan_version'

/** A stored version, ready to rate. */
export interface PreparedVersion {
  readonly id: number
  readonly planId: number
  readonly programHash: string
  /** Whose calendar says what day it is. */
  readonly timeZone: string
  readonly prepared: PreparedProgram
}

/** Which version to prepare. */
export type VersionKey = Omit<PreparedVersion, 'prepared'>

/** Where to find a program. */
type ProgramKey = Pick<VersionKey, 'id' | 'programHash'>

/** Programs kept ready; a hash names one program for ever, so an entry is never out of date. */
const MAX_KEPT = 64
const kept = new Map<string, Promise<PreparedProgram>>()

/** A stored version with its program, which is prepared once for all requests that ask for it. */
export async function prepareVersion(key: VersionKey): Promise<PreparedVersion> {
  const { id, planId, programHash, timeZone } = key
  return { id, planId, programHash, timeZone, prepared: await preparedProgram(key) }
}

/** The stored program of a version, prepared once for all who ask for it. */
export function preparedProgram(row: ProgramKey): Promise<PreparedProgram> {
  const { programHash } = row
  const prepared = kept.get(programHash) ?? load(row)
  kept.delete(programHash)
  kept.set(programHash, prepared)
  const [oldest] = kept.keys()
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
  return prepared
}

async function load(row: ProgramKey): Promise<PreparedProgram> {
  try {
    const { program } = await PlanVersion.query()
      .where('id', row.id)
      .select('program')
      .firstOrFail()
    // What a version that has no program yet is asked for is a fault of the caller.
    if (program === null) throw new Error(`Version ${row.id} has no program`)
    return prepare({ program, hash: row.programHash })
  } catch (error) {
    kept.delete(row.programHash)
    throw error
  }
}
