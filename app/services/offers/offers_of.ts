import type { Offers } from '#plugins/contract'
import type { PlanPlugin } from '#services/plans/load_plugins'

/** What the product of a plan and then the plan itself declare to offer. */
export function offersOf({
  manifest,
  product,
}: Pick<PlanPlugin, 'manifest' | 'product'>): Required<Offers> {
  return together([product.manifest.offers ?? {}, manifest.offers ?? {}])
}

/** Several declarations as one, of which the later ones win. */
export function together(declared: readonly Offers[]): Required<Offers> {
  return {
    packages: declared.flatMap(({ packages = [] }) => packages),
    levers: declared.flatMap(({ levers = [] }) => levers),
    termsOf: declared.flatMap(({ termsOf = [] }) => termsOf),
    assumes: Object.assign({}, ...declared.map(({ assumes = {} }) => assumes)),
    byVin: declared.findLast(({ byVin }) => byVin)?.byVin ?? (() => ({})),
    assumesPackage: declared.findLast(({ assumesPackage }) => assumesPackage)?.assumesPackage ?? '',
  }
}
