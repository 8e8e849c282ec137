import db from '@adonisjs/lucid/services/db'

/** Removes what the authorization server gave out and that is past its time, a day later. */
export async function pruneArtifacts(): Promise<void> {
  await db.rawQuery(`delete from oauth_artifacts where expires_at < now() - interval '1 day'`)
}
