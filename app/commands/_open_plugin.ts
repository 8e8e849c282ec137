import { relative } from 'node:path'
import { renderDiagnostics, suggest } from '#rules/index'
import type { HashedProgram } from '#rules/index'
import { compilePlan } from '#services/plans/check_plan'
import { findPlugin } from '#services/plans/find_plugin'
import { loadPlugins } from '#services/plans/load_plugins'
import type {
  BasePlugin,
  LoadedPlugins,
  PlanPlugin,
  ProductPlugin,
} from '#services/plans/load_plugins'
import { misuse, refusal } from './_command_problem.ts'

/** Where the plugins are and how to speak of them. */
export interface Workshop {
  readonly root: string
  readonly color: boolean
  readonly plugins: LoadedPlugins
}

/** Loads all plugins under the root. */
export async function openWorkshop(root: string, color: boolean): Promise<Workshop> {
  return { root, color, plugins: await loadPlugins(`${root}/plugins`) }
}

/** The plugin that `wanted` names, or a thrown problem that lists what there is. */
export function pluginNamed(
  wanted: string,
  { plugins, root }: Workshop
):
  | { readonly plan: PlanPlugin }
  | { readonly product: ProductPlugin }
  | { readonly base: BasePlugin } {
  const found = findPlugin(wanted, plugins, process.cwd())
  if (found.ok) return found
  if (found.error.type === 'refused') {
    const { folder, reason } = found.error.plugin
    throw refusal(`The plugin ${relative(root, folder)} was refused: ${reason}`)
  }
  const names = [...plugins.plans, ...plugins.bases, ...plugins.products].map(
    ({ manifest }) => manifest.id
  )
  throw unknown(wanted, 'plan or product', names)
}

/** The plan of a state that `wanted` names; a product is none, and no countrywide plan. */
export function planNamed(wanted: string, workshop: Workshop): PlanPlugin {
  const found = pluginNamed(wanted, workshop)
  if ('plan' in found) return found.plan
  const isProduct = 'product' in found
  const { id } = isProduct ? found.product.manifest : found.base.manifest
  const plans = workshop.plugins.plans.filter(({ manifest }) =>
    isProduct ? manifest.product === id : manifest.extends === id
  )
  throw misuse(
    `"${id}" is a ${isProduct ? 'product' : 'countrywide plan'}, not a plan of a state.`,
    `its plans: ${plans.map(({ manifest }) => manifest.id).join(', ') || 'none'}`
  )
}

/** The program of a plan, or a thrown problem that shows every error in its place. */
export async function programOf(plan: PlanPlugin, workshop: Workshop): Promise<HashedProgram> {
  const { sources, diagnostics, compiled } = await compilePlan(plan, workshop.root)
  if (compiled !== null) return compiled
  const { color } = workshop
  throw refusal(renderDiagnostics(diagnostics, sources, { color }).trimEnd())
}

function unknown(wanted: string, kind: string, names: readonly string[]): Error {
  const near = suggest(wanted, names)
  return misuse(
    `There is no ${kind} "${wanted}" under plugins/.${near ? ` Did you mean "${near}"?` : ''}`,
    `there ${names.length === 1 ? 'is' : 'are'}: ${names.join(', ') || 'none'}; a path to its folder works too`
  )
}
