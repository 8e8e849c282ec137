import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { PlanPlugin } from './load_plugins.ts'
import type { PlanSources } from './read_plan_sources.ts'

/** What an export did to a folder, by paths in it. */
export interface Export {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  /** Whether the product's own source is another one now than the version was compiled with. */
  readonly isProductOther: boolean
}

/**
 * Writes a version's texts into its plugin's folder, or into another one, byte for byte as they were
 * read, and removes tables that the version has not; the product, which other plans share, is left alone.
 */
export async function exportVersion(
  sources: PlanSources,
  plugin: PlanPlugin,
  folder: string
): Promise<Export> {
  const { manifest, product } = plugin
  const { plan, regulation, tables } = sources
  const files = new Map([[manifest.source, plan.text]])
  if (regulation) files.set(manifest.regulation ?? basename(regulation.name), regulation.text)
  for (const [name, text] of Object.entries(tables)) files.set(join(manifest.tables, name), text)
  await mkdir(join(folder, manifest.tables), { recursive: true })
  const written: string[] = []
  for (const [path, text] of files) {
    const there = await readFile(join(folder, path), 'utf8').catch(() => undefined)
    if (there === text) continue
    await writeFile(join(folder, path), text)
    written.push(path)
  }
  const removed: string[] = []
  for (const name of await readdir(join(folder, manifest.tables))) {
    if (!name.endsWith('.csv') || Object.hasOwn(tables, name)) continue
    await rm(join(folder, manifest.tables, name))
    removed.push(join(manifest.tables, name))
  }
  const ownProduct = await readFile(join(product.folder, product.manifest.source), 'utf8')
  return { written, removed, isProductOther: ownProduct !== sources.product.text }
}
