import app from '@adonisjs/core/services/app'
import type { Offers } from '#plugins/contract'
import { loadPlugins } from '#services/plans/load_plugins'
import { offersOf, together } from './offers_of.ts'

let loaded: Promise<ReadonlyMap<string, Required<Offers>>> | undefined

/** What the product and then the plan of that name declare to offer; nothing for a plan without a folder. */
export async function declaredOffers(plan: string): Promise<Required<Offers>> {
  loaded ??= load()
  const offers = await loaded
  return offers.get(plan) ?? together([])
}

async function load(): Promise<ReadonlyMap<string, Required<Offers>>> {
  const { plans } = await loadPlugins(app.makePath('plugins'))
  return new Map(plans.map((plugin) => [plugin.manifest.id, offersOf(plugin)]))
}
