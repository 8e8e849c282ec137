import { todayIn } from '#services/quotes/life/expiry'
import { findVersion, listVersions } from './find_versions.ts'
import type { VersionSummary } from './version_summary.ts'

/**
 * The version that another one is held against: the one of that number, or the one in force for new
 * business today, or the one it was begun from; undefined where none of these is there.
 */
export async function findRival(
  version: VersionSummary,
  against: number | undefined
): Promise<VersionSummary | undefined> {
  if (against !== undefined) return findVersion(version.plan, against)
  const versions = await listVersions(version.plan)
  const today = todayIn(version.timeZone)
  const inForce = versions.find(
    ({ status, newBusiness }) =>
      status === 'published' &&
      newBusiness !== null &&
      newBusiness.from <= today &&
      (newBusiness.until === null || newBusiness.until > today)
  )
  return inForce ?? versions.find(({ number }) => number === version.basedOn)
}
