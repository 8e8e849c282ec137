import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { BaseSeeder } from '@adonisjs/lucid/seeders'
import { importSources } from '#services/plans/import_plan'
import { importPlugins } from '#services/plans/import_plugins'
import { laterEdition } from '#services/plans/later_edition'
import type { LaterEdition } from '#services/plans/later_edition'
import { loadPlugins } from '#services/plans/load_plugins'
import { readPlanSources } from '#services/plans/read_plan_sources'

/** The rate changes that are drafted, by plan. */
const LATER: Readonly<Record<string, LaterEdition>> = {
  texas_personal_auto: {
    version: '2027.1',
    newBusinessFrom: '2027-03-01',
    renewalsFrom: '2027-04-15',
    table: 'base_rate.csv',
    column: 'BI',
    percent: 4,
  },
  new_york_personal_auto: {
    version: '2027.1',
    newBusinessFrom: '2027-02-01',
    renewalsFrom: '2027-03-15',
    table: 'base_rate.csv',
    column: 'COLL',
    percent: 3,
  },
}

/** Publishes the plans of all plugins, and drafts a rate change for two; run again it adds nothing. */
export default class PlansSeeder extends BaseSeeder {
  override async run(): Promise<void> {
    const root = app.makePath()
    const folder = app.makePath('plugins')
    await importPlugins(folder, root)
    const { plans } = await loadPlugins(folder)
    for (const plugin of plans) {
      const later = LATER[plugin.manifest.id]
      if (!later) continue
      const sources = laterEdition(await readPlanSources(plugin, root), later)
      const result = await db.transaction(async (transaction) => {
        await transaction.rawQuery("select pg_advisory_xact_lock(hashtext('import_plugins'))")
        return importSources(plugin, sources, transaction)
      })
      if (result.type === 'refused') throw new Error(result.diagnostics)
    }
  }
}
