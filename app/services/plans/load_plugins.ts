import { IANAZone } from 'luxon'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CONTRACT } from '#plugins/contract'
import type { PlanManifest, PluginManifest, ProductManifest } from '#plugins/contract'

/** A product with the folder that its source is in. */
export interface ProductPlugin {
  readonly manifest: ProductManifest
  readonly folder: string
}

/** A plan with the folders that its sources are in. */
export interface PlanPlugin {
  readonly manifest: PlanManifest
  readonly folder: string
  readonly product: ProductPlugin
}

/** A folder that could not be taken, and why. */
export interface RefusedPlugin {
  readonly folder: string
  readonly reason: string
}

interface Loaded {
  readonly manifest: PluginManifest
  readonly folder: string
}

/** All plugins of one folder. */
export interface LoadedPlugins {
  readonly products: readonly ProductPlugin[]
  readonly plans: readonly PlanPlugin[]
  readonly refused: readonly RefusedPlugin[]
}

/** Reads the manifest of every folder that has a `plugin.ts`; one that is broken keeps no other from loading. */
export async function loadPlugins(root: string): Promise<LoadedPlugins> {
  const loaded: Loaded[] = []
  const refused: RefusedPlugin[] = []
  for (const folder of await pluginFolders(root)) {
    const result = await loadPlugin(folder)
    if ('manifest' in result) loaded.push(result)
    else refused.push(result)
  }
  const products: ProductPlugin[] = []
  for (const { manifest, folder } of loaded) {
    if (manifest.kind === 'product') products.push({ manifest, folder })
  }
  const plans: PlanPlugin[] = []
  for (const { manifest, folder } of loaded) {
    if (manifest.kind !== 'plan') continue
    const product = products.find((candidate) => candidate.manifest.id === manifest.product)
    if (product) plans.push({ manifest, folder, product })
    else refused.push({ folder, reason: `No plugin declares the product "${manifest.product}".` })
  }
  return { products, plans, refused }
}

async function pluginFolders(root: string): Promise<readonly string[]> {
  const names = await readdir(root)
  const folders = names.sort().map((name) => join(root, name))
  const isPlugin = await Promise.all(
    folders.map((folder) =>
      stat(join(folder, 'plugin.ts')).then(
        () => true,
        () => false
      )
    )
  )
  return folders.filter((_, index) => isPlugin[index])
}

async function loadPlugin(folder: string): Promise<Loaded | RefusedPlugin> {
  try {
    const module: { default?: Partial<PluginManifest> } = await import(
      pathToFileURL(join(folder, 'plugin.ts')).href
    )
    const manifest = module.default
    if (manifest?.contract !== CONTRACT) {
      return {
        folder,
        reason: `It is written for contract ${manifest?.contract ?? '(none)'}; this host speaks contract ${CONTRACT}.`,
      }
    }
    // The contract's version vouches for the shape, which definePlugin checked while it was written.
    const sound = manifest as PluginManifest
    const zone = sound.kind === 'plan' ? sound.timeZone : undefined
    if (zone !== undefined && !IANAZone.isValidZone(zone)) {
      return { folder, reason: `"${zone}" is no time zone; write one such as America/Chicago.` }
    }
    return { folder, manifest: sound }
  } catch (error) {
    return { folder, reason: `plugin.ts can't be loaded: ${String(error)}` }
  }
}
