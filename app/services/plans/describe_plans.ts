import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import type { Facts, ProductShape } from '#rules/index'
import type { Offers } from '#plugins/contract'
import { declaredOffers } from '#services/offers/declared_offers'
import { findNewestVersion } from './find_plan_in_force.ts'
import { listPlans } from './list_plans.ts'
import { loadPlugins } from './load_plugins.ts'

/** A plan that can be rated, with what may be in its facts and a risk that it rates. */
export interface PlanDescription {
  readonly name: string
  readonly title: string
  readonly shape: ProductShape
  readonly offers: Required<Offers>
  /** undefined where the plan's folder has no `examples/quote.json`. */
  readonly example: Facts | undefined
}

/** Every plan that can be rated, in alphabetical order. */
export async function describePlans(): Promise<readonly PlanDescription[]> {
  const { plans } = await loadPlugins(app.makePath('plugins'))
  const folders = new Map(plans.map(({ manifest, folder }) => [manifest.id, folder]))
  const described: PlanDescription[] = []
  for (const { name, title } of await listPlans()) {
    const version = await findNewestVersion(name)
    if (!version) continue
    const { shape } = version.prepared.compiled.program
    const example = await readExample(folders.get(name))
    described.push({ name, title, shape, offers: await declaredOffers(name), example })
  }
  return described
}

async function readExample(folder: string | undefined): Promise<Facts | undefined> {
  if (folder === undefined) return undefined
  const text = await readFile(join(folder, 'examples/quote.json'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text).facts
}
