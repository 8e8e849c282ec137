import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { BasePlan, Source } from '#rules/index'
import { refuseTooLarge } from '#services/files/file_too_large'
import type { PlanPlugin } from './load_plugins.ts'

/** All texts that a plan is compiled from. */
export interface PlanSources {
  readonly product: Source
  readonly plan: Source
  /** The countrywide plan that it extends, with that plan's own tables. */
  readonly base?: BasePlan
  readonly regulation?: Source
  readonly tables: Readonly<Record<string, string>>
}

/** Reads a plan's sources; their names in diagnostics are paths from `root`. @throws FileTooLarge */
export async function readPlanSources(plugin: PlanPlugin, root: string): Promise<PlanSources> {
  const { manifest, folder, product, base } = plugin
  const regulation =
    manifest.regulation === undefined
      ? {}
      : { regulation: await readSource(join(folder, manifest.regulation), root) }
  return {
    product: await readSource(join(product.folder, product.manifest.source), root),
    plan: await readSource(join(folder, manifest.source), root),
    ...(base && {
      base: {
        plan: await readSource(join(base.folder, base.manifest.source), root),
        tables: await readTables(join(base.folder, base.manifest.tables)),
      },
    }),
    ...regulation,
    tables: await readTables(join(folder, manifest.tables)),
  }
}

async function readTables(folder: string): Promise<Readonly<Record<string, string>>> {
  const files = await readdir(folder)
  const names = files.filter((name) => name.endsWith('.csv')).sort()
  const tables: Record<string, string> = {}
  for (const name of names) tables[name] = await readWhole(join(folder, name))
  return tables
}

/** The texts that people write, as diagnostics name them. */
export function writtenSources(sources: PlanSources): readonly Source[] {
  const { product, plan, base, regulation } = sources
  return [product, plan, ...(base ? [base.plan] : []), ...(regulation ? [regulation] : [])]
}

/** The CSVs by their names as a plan's own part of the host reads them: its own, and those it inherits. */
export function tablesOf({ base, tables }: PlanSources): PlanSources['tables'] {
  return { ...base?.tables, ...tables }
}

/** Changes when, and only when, one of the texts does. */
export function hashSources(sources: PlanSources): string {
  const { product, plan, base, regulation, tables } = sources
  const law = regulation ? [regulation.text] : []
  const inherited = base ? [{ plan: base.plan.text, tables: Object.entries(base.tables) }] : []
  const texts = [product.text, plan.text, Object.entries(tables), ...law, ...inherited]
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex')
}

/** Reads one source; its name in diagnostics is its path from `root`. */
export async function readSource(path: string, root: string): Promise<Source> {
  return { name: relative(root, path), text: await readWhole(path) }
}

async function readWhole(path: string): Promise<string> {
  await refuseTooLarge(path)
  return readFile(path, 'utf8')
}
