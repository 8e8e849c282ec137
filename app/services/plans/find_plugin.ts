import { basename, dirname, join, resolve } from 'node:path'
import type {
  BasePlugin,
  LoadedPlugins,
  PlanPlugin,
  ProductPlugin,
  RefusedPlugin,
} from './load_plugins.ts'

export type FoundPlugin =
  | { readonly ok: true; readonly kind: 'plan'; readonly plan: PlanPlugin }
  | { readonly ok: true; readonly kind: 'product'; readonly product: ProductPlugin }
  | { readonly ok: true; readonly kind: 'base'; readonly base: BasePlugin }
  | { readonly ok: false; readonly error: { readonly type: 'unknown' } }
  | {
      readonly ok: false
      readonly error: { readonly type: 'refused'; readonly plugin: RefusedPlugin }
    }

/**
 * The plugin that a person means by the name of a plan or product, by its folder's name, or by a
 * path to the folder or to a source in it; a path counts from `cwd`.
 */
export function findPlugin(wanted: string, plugins: LoadedPlugins, cwd: string): FoundPlugin {
  const path = resolve(cwd, wanted)
  const isMeant = (folder: string, id?: string) =>
    wanted === id || wanted === basename(folder) || path === folder || dirname(path) === folder
  const plan = plugins.plans.find(({ manifest, folder }) => isMeant(folder, manifest.id))
  if (plan) return { ok: true, kind: 'plan', plan }
  const product = plugins.products.find(({ manifest, folder }) => isMeant(folder, manifest.id))
  if (product) return { ok: true, kind: 'product', product }
  const base = plugins.bases.find(({ manifest, folder }) => isMeant(folder, manifest.id))
  if (base) return { ok: true, kind: 'base', base }
  const plugin = plugins.refused.find(({ folder }) => isMeant(folder))
  if (plugin) return { ok: false, error: { type: 'refused', plugin } }
  return { ok: false, error: { type: 'unknown' } }
}

/** The `.rate` files of all plugins, each once. */
export function sourceFiles({ products, bases, plans }: LoadedPlugins): readonly string[] {
  return [...products, ...bases, ...plans].flatMap(({ folder, manifest }) => {
    const law = manifest.kind === 'plan' ? manifest.regulation : undefined
    return [manifest.source, ...(law === undefined ? [] : [law])].map((name) => join(folder, name))
  })
}
