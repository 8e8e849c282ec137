import db from '@adonisjs/lucid/services/db'
import { basename, relative } from 'node:path'
import { FileTooLarge } from '#services/files/file_too_large'
import { importPlan, type ImportResult } from './import_plan.ts'
import { loadPlugins, type PlanPlugin } from './load_plugins.ts'
import { keepRefused } from './refused_plugins.ts'

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
  const refusedFolders = refused.map(({ folder }) => folder)
  for (const plugin of plans) {
    const name = `${plugin.manifest.id} (${relative(root, plugin.folder)})`
    const result = await importInTurn(plugin, root)
    if (result.type === 'drafted') {
      notes.push(
        `${name} has changed: imported as draft version ${result.number}; publish it with node ace plan:publish ${plugin.manifest.id}`
      )
    }
    if (result.type === 'refused') {
      refusedFolders.push(plugin.folder)
      notes.push(`Plugin ${name} was refused:\n${result.diagnostics}`)
    }
  }
  keepRefused(refusedFolders.map((folder) => basename(folder)))
  return notes
}

/** A file that is missing or can't be read refuses its own plugin alone; a database that fails, all. */
async function importInTurn(plugin: PlanPlugin, root: string): Promise<ImportResult> {
  try {
    return await db.transaction(async (transaction) => {
      await transaction.rawQuery("select pg_advisory_xact_lock(hashtext('import_plugins'))")
      return importPlan(plugin, root, transaction)
    })
  } catch (error) {
    if (error instanceof FileTooLarge) {
      return { type: 'refused', diagnostics: `${error.path} can't be read: ${error.message}.` }
    }
    if (!isOfFile(error)) throw error
    return { type: 'refused', diagnostics: `It can't be read: ${error.message}` }
  }
}

function isOfFile(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'path' in error
}
