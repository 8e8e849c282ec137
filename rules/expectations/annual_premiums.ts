import type { Facts } from '../facts/facts.ts'
import { decimal, type Decimal } from '../money/decimal.ts'
import type { ProductShape } from '../plan/shape.ts'
import { indexShape } from '../plan/shape_index.ts'
import { placesOf } from './entity_place.ts'
import { inUnits, type Pricer } from './price.ts'

/** Digits that a year's premium keeps when a policy's share is divided. */
const SCALE = 6

/**
 * What each entity that carries all of these coverages costs in a year, before fees: its own
 * premiums and an equal share of what is charged for the policy as a whole, brought to twelve months
 * by the policy's one field of months. In ascending order.
 */
export async function annualPremiums(
  risks: readonly Facts[],
  { entity, carrying }: { readonly entity: string; readonly carrying: readonly string[] },
  shape: ProductShape,
  pricer: Pricer
): Promise<readonly Decimal[]> {
  const index = indexShape(shape)
  const months = shape.policy.fields.filter(({ type }) => type.kind === 'months')
  const term = months.length === 1 ? months[0]?.name : undefined
  const amounts: bigint[] = []
  for (const facts of risks) {
    const places = placesOf(facts, entity, index)
    const counted = places.flatMap(({ facts: own }, at) =>
      carrying.every((name) => name in coveragesIn(own)) ? [at + 1] : []
    )
    if (counted.length === 0) continue
    const price = await pricer.price(facts)
    if (price === null) continue
    const own = places.map((_, at) => inUnits(price.own.get(`${entity} ${at + 1}`), SCALE))
    const shared = inUnits(price.premium, SCALE) - own.reduce((all, one) => all + one, 0n)
    const share = shared / BigInt(places.length)
    const length = BigInt(term === undefined ? 12 : Number(facts.policy[term]))
    for (const number of counted) amounts.push((((own[number - 1] ?? 0n) + share) * 12n) / length)
  }
  return amounts
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .map((amount) => decimal(amount, SCALE))
}

function coveragesIn(own: { readonly coverages?: unknown }): object {
  return typeof own.coverages === 'object' && own.coverages !== null ? own.coverages : {}
}

/** Their mean; null of none. */
export function meanOf(amounts: readonly Decimal[]): Decimal | null {
  if (amounts.length === 0) return null
  const sum = amounts.reduce((all, one) => all + inUnits(one, SCALE), 0n)
  return decimal(sum / BigInt(amounts.length), SCALE)
}

/** The amount below which `percent` of a hundred lie, of amounts in ascending order. */
export function percentileOf(amounts: readonly Decimal[], percent: number): Decimal | null {
  return amounts[Math.floor(((amounts.length - 1) * percent) / 100)] ?? null
}
