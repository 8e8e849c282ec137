import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Source } from '#rules/index'
import type { PlanPlugin } from './load_plugins.ts'

/** All texts that a plan is compiled from. */
export interface PlanSources {
  readonly product: Source
  readonly plan: Source
  readonly regulation?: Source
  readonly tables: Readonly<Record<string, string>>
}

/** Reads a plan's sources; their names in diagnostics are paths from `root`. */
export async function readPlanSources(plugin: PlanPlugin, root: string): Promise<PlanSources> {
  const { manifest, folder, product } = plugin
  const tablesFolder = join(folder, manifest.tables)
  const files = await readdir(tablesFolder)
  const names = files.filter((name) => name.endsWith('.csv')).sort()
  const tables: Record<string, string> = {}
  for (const name of names) tables[name] = await readFile(join(tablesFolder, name), 'utf8')
  const regulation =
    manifest.regulation === undefined
      ? {}
      : { regulation: await readSource(join(folder, manifest.regulation), root) }
  return {
    product: await readSource(join(product.folder, product.manifest.source), root),
    plan: await readSource(join(folder, manifest.source), root),
    ...regulation,
    tables,
  }
}

/** The texts that people write, as diagnostics name them. */
export function writtenSources({ product, plan, regulation }: PlanSources): readonly Source[] {
  return [product, plan, ...(regulation ? [regulation] : [])]
}

/** Changes when, and only when, one of the texts does. */
export function hashSources(sources: PlanSources): string {
  const { product, plan, regulation, tables } = sources
  const law = regulation ? [regulation.text] : []
  const texts = [product.text, plan.text, Object.entries(tables), ...law]
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex')
}

/** Reads one source; its name in diagnostics is its path from `root`. */
export async function readSource(path: string, root: string): Promise<Source> {
  return { name: relative(root, path), text: await readFile(path, 'utf8') }
}
