import { IANAZone } from 'luxon'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CONTRACT } from '#plugins/contract'
import type { BaseManifest, PlanManifest, PluginManifest, ProductManifest } from '#plugins/contract'

/** A product with the folder that its source is in. */
export interface ProductPlugin {
  readonly manifest: ProductManifest
  readonly folder: string
}

/** A countrywide plan with the folder that its sources are in. */
export interface BasePlugin {
  readonly manifest: BaseManifest
  readonly folder: string
}

/** A plan with the folders that its sources are in. */
export interface PlanPlugin {
  readonly manifest: PlanManifest
  readonly folder: string
  readonly product: ProductPlugin
  /** The countrywide plan that it extends. */
  readonly base?: BasePlugin
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
  readonly bases: readonly BasePlugin[]
  readonly plans: readonly PlanPlugin[]
  readonly refused: readonly RefusedPlugin[]
}

/** Reads the manifest of every folder that has a `plugin.ts`; one that is broken keeps no other from loading. */
export async function loadPlugins(root: string): Promise<LoadedPlugins> {
  const loaded: Loaded[] = []
  const refused: RefusedPlugin[] = []
  for (const folder of await pluginFolders(root)) {
    const result = await loadPlugin(folder)
    if (!('manifest' in result)) refused.push(result)
    else {
      const { kind, id } = result.manifest
      const other = loaded.find((each) => each.manifest.kind === kind && each.manifest.id === id)
      if (other) refused.push({ folder, reason: noSecond(id, kind, basename(other.folder)) })
      else loaded.push(result)
    }
  }
  const products: ProductPlugin[] = []
  const bases: BasePlugin[] = []
  for (const { manifest, folder } of loaded) {
    if (manifest.kind === 'product') products.push({ manifest, folder })
  }
  for (const { manifest, folder } of loaded) {
    if (manifest.kind !== 'base') continue
    if (products.some((product) => product.manifest.id === manifest.product)) {
      bases.push({ manifest, folder })
    } else refused.push({ folder, reason: noProduct(manifest.product) })
  }
  const plans: PlanPlugin[] = []
  for (const { manifest, folder } of loaded) {
    if (manifest.kind !== 'plan') continue
    const product = products.find((candidate) => candidate.manifest.id === manifest.product)
    const base = bases.find((candidate) => candidate.manifest.id === manifest.extends)
    if (!product) refused.push({ folder, reason: noProduct(manifest.product) })
    else if (manifest.extends !== undefined && base?.manifest.product !== manifest.product) {
      refused.push({ folder, reason: noBase(manifest.extends, base, manifest.product) })
    } else plans.push({ manifest, folder, product, ...(base && { base }) })
  }
  return { products, bases, plans, refused }
}

function noSecond(id: string, kind: string, other: string): string {
  return `The folder "${other}" holds the ${kind} "${id}" already; each needs an id of its own.`
}

function noProduct(product: string): string {
  return `No plugin declares the product "${product}".`
}

function noBase(wanted: string, base: BasePlugin | undefined, product: string): string {
  if (!base) return `No plugin holds the countrywide plan "${wanted}" that it extends.`
  return `It extends "${wanted}", which is of "${base.manifest.product}" and not of "${product}".`
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
