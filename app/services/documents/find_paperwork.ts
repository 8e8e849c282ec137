import app from '@adonisjs/core/services/app'
import type { Paperwork } from '#plugins/contract'
import { loadPlugins, type LoadedPlugins } from '#services/plans/load_plugins'
import type { WordTerm } from './premium_tables.ts'

/** What a plan's documents say beside the figures. */
export interface PlanPaperwork {
  readonly paperwork: Paperwork
  readonly wordTerm: WordTerm
}

const NONE: Paperwork = { forms: [], notices: [] }
let loaded: Promise<LoadedPlugins> | undefined

/** The paperwork of a plan by its name; a plan that no plugin has any more has none. */
export async function findPaperwork(plan: string): Promise<PlanPaperwork> {
  // Plugins are read at the start; a changed one is taken up with the next.
  loaded ??= loadPlugins(app.makePath('plugins'))
  const { plans } = await loaded
  const plugin = plans.find(({ manifest }) => manifest.id === plan)
  return {
    paperwork: plugin?.manifest.paperwork ?? NONE,
    wordTerm: plugin?.product.manifest.wordTerm ?? (() => undefined),
  }
}
