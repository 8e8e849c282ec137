import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { ApplicationService } from '@adonisjs/core/types'
import { CONTRACT } from '#plugins/contract'
import type { HashedProgram } from '#rules/index'
import { findPlugin } from '#services/plans/find_plugin'
import type { PlanPlugin } from '#services/plans/load_plugins'
import { misuse, refusal } from './_command_problem.ts'
import { planNamed, programOf, type Workshop } from './_open_plugin.ts'
import { withDatabase } from './_with_database.ts'

const STORED = /^(?<plan>[^@]+)@(?<number>\d{1,9})$/

/** Finds editions of plans by what a person calls them; throws a problem where there is none. */
export interface Editions {
  /**
   * The program of a plan by its name or folder, by a path to another folder or `.rate` file of the
   * same product, or, as `tx@1`, of a stored version.
   */
  find(wanted: string): Promise<HashedProgram>
}

/** Opens the plugins, and the platform's database for the first stored version that is asked for. */
export function editionsOf(app: ApplicationService, workshop: Workshop): Editions {
  return {
    find: async (wanted) => {
      const { plan, number } = STORED.exec(wanted)?.groups ?? {}
      if (plan !== undefined) return storedProgram(plan, Number(number), app, workshop)
      const outside = await planOutside(wanted, workshop)
      return programOf(outside ?? planNamed(wanted, workshop), workshop)
    },
  }
}

async function storedProgram(
  wanted: string,
  number: number,
  app: ApplicationService,
  workshop: Workshop
): Promise<HashedProgram> {
  const { id } = planNamed(wanted, workshop).manifest
  const program = await withDatabase(app, async () => {
    const { findStoredProgram } = await import('#services/plans/find_stored_program')
    return findStoredProgram(id, number)
  })
  if (program) return program
  throw refusal(`${id} has no version ${number} on this platform.`)
}

/** A plan that no plugin holds, such as a colleague's copy of the folder; null where a plugin does. */
async function planOutside(wanted: string, workshop: Workshop): Promise<PlanPlugin | null> {
  const { plugins } = workshop
  if (findPlugin(wanted, plugins, process.cwd()).ok) return null
  const path = resolve(wanted)
  const kind = await stat(path).catch(() => null)
  if (!kind) return null
  const source = kind.isDirectory() ? join(path, 'plan.rate') : path
  const text = await readFile(source, 'utf8').catch(() => null)
  if (text === null) throw misuse(`There is no plan.rate in ${wanted}.`)
  const extended = /^[ \t]+extends[ \t]+(?<base>[\w-]+)/m.exec(text)?.groups?.base
  const base = plugins.bases.find(({ manifest }) => manifest.id === extended)
  const own = /^[ \t]+of[ \t]+(?<product>[\w-]+)/m.exec(text)?.groups?.product
  const named = own ?? base?.manifest.product
  const product = plugins.products.find(({ manifest }) => manifest.id === named)
  if (!product) {
    const products = plugins.products.map(({ manifest }) => manifest.id).join(', ')
    throw misuse(
      `${wanted} is a plan of no product under plugins/.`,
      `its head says "of" and one of ${products}, or "extends" and a countrywide plan`
    )
  }
  const folder = dirname(source)
  return {
    folder,
    product,
    ...(base && { base }),
    manifest: {
      kind: 'plan',
      contract: CONTRACT,
      id: basename(folder),
      product: product.manifest.id,
      source: basename(source),
      tables: 'tables',
    },
  }
}
