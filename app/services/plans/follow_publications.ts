import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { DatabaseListener } from '#live/database_listener'
import { forgetPlansInForce } from './find_plan_in_force.ts'
import { prepareVersion } from './prepare_version.ts'

/** The channel on which the database says that a plan's published versions changed. */
const CHANNEL = 'plan_versions'

/**
 * Follows what is published, by whichever instance: the next rating finds it, and its program is made
 * ready before anyone asks for it. What a notice tells of too late, or never, is found all the same
 * when a rating looks again, at the latest a second after the last look.
 */
export function followPublications(databaseUrl: string): DatabaseListener {
  return new DatabaseListener(databaseUrl, [CHANNEL], {
    heard: (_, planId) => {
      forgetPlansInForce()
      makeReady(planId).catch((error: unknown) => {
        logger.warn({ err: error }, 'a published program could not be made ready')
      })
    },
    connected: forgetPlansInForce,
  })
}

/** Prepares the programs of a plan that are in force or will be. */
async function makeReady(planId: string): Promise<void> {
  const versions = await db
    .from('plan_versions as v')
    .join('plans as p', 'p.id', 'v.plan_id')
    .where({ 'v.plan_id': planId, 'v.status': 'published' })
    .whereRaw('(upper_inf(v.new_business_range) or upper(v.new_business_range) > current_date)')
    .whereRaw('not isempty(v.new_business_range)')
    .select('v.id', 'v.plan_id as planId', 'v.program_hash as programHash')
    .select('p.time_zone as timeZone')
  for (const version of versions) await prepareVersion(version)
}
