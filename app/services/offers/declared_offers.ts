import app from '@adonisjs/core/services/app'
import type { Offers } from '#plugins/contract'
import { loadPlugins } from '#services/plans/load_plugins'

let loaded: Promise<ReadonlyMap<string, Required<Offers>>> | undefined

/** What the product and then the plan of that name declare to offer; nothing for a plan without a folder. */
export async function declaredOffers(plan: string): Promise<Required<Offers>> {
  loaded ??= load()
  const offers = await loaded
  return offers.get(plan) ?? together([])
}

async function load(): Promise<ReadonlyMap<string, Required<Offers>>> {
  const { plans } = await loadPlugins(app.makePath('plugins'))
  return new Map(
    plans.map(({ manifest, product }) => [
      manifest.id,
      together([product.manifest.offers ?? {}, manifest.offers ?? {}]),
    ])
  )
}

function together(declared: readonly Offers[]): Required<Offers> {
  return {
    packages: declared.flatMap(({ packages = [] }) => packages),
    levers: declared.flatMap(({ levers = [] }) => levers),
    termsOf: declared.flatMap(({ termsOf = [] }) => termsOf),
    assumes: Object.assign({}, ...declared.map(({ assumes = {} }) => assumes)),
    byVin: declared.findLast(({ byVin }) => byVin)?.byVin ?? (() => ({})),
    assumesPackage: declared.findLast(({ assumesPackage }) => assumesPackage)?.assumesPackage ?? '',
  }
}
