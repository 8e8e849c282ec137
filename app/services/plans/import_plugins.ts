import db from '@adonisjs/lucid/services/db'
import { relative } from 'node:path'
import { importPlan } from './import_plan.ts'
import { loadPlugins } from './load_plugins.ts'

/**
 * Brings the plugins' plans into the database: the first version of a plan is published, a changed
 * source becomes a draft. Resolves to what the operator should know; a broken plugin is told of
 * there while the others serve. Instances that start together take turns.
 */
export async function importPlugins(
  pluginsFolder: string,
  root: string
): Promise<readonly string[]> {
  const { plans, refused } = await loadPlugins(pluginsFolder)
  const notes = refused.map(
    ({ folder, reason }) => `Plugin ${relative(root, folder)} was refused: ${reason}`
  )
  for (const plugin of plans) {
    const result = await db.transaction(async (transaction) => {
      await transaction.rawQuery("select pg_advisory_xact_lock(hashtext('import_plugins'))")
      return importPlan(plugin, root, transaction)
    })
    const name = `${plugin.manifest.id} (${relative(root, plugin.folder)})`
    switch (result.type) {
      case 'known':
      case 'published':
        break
      case 'drafted':
        notes.push(
          `${name} has changed: imported as draft version ${result.number}; publish it with node ace plan:publish ${plugin.manifest.id}`
        )
        break
      case 'refused':
        notes.push(`Plugin ${name} was refused:\n${result.diagnostics}`)
    }
  }
  return notes
}
