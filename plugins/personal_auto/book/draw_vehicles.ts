import { withCheckDigit, type Random } from '#rules/index'
import type { Driver } from './draw_household.ts'

/** A vehicle as a fact, with the age that decides on what it is insured against. */
export interface Vehicle {
  readonly age: number
  readonly vin: string
  readonly model_year: number
  readonly symbol: number
  readonly annual_miles: number
  readonly use: string
  readonly antitheft: boolean
  readonly principal: number
}

const VIN_SIGNS = [...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789']

/** As a rule one vehicle a driver; a quarter of the households have one less or one more. */
export function drawVehicles(
  random: Random,
  drivers: readonly Driver[],
  effectiveOn: string
): readonly Vehicle[] {
  const change = random.weighted([
    [0, 75],
    [-1, 15],
    [1, 10],
  ])
  const count = Math.max(1, drivers.length + change)
  return Array.from({ length: count }, (_, index) => {
    const principal = index < drivers.length ? index : 0
    return drawVehicle(random, { principal, age: drivers[principal]?.age ?? 40, effectiveOn })
  })
}

function drawVehicle(
  random: Random,
  operator: { readonly principal: number; readonly age: number; readonly effectiveOn: string }
): Vehicle {
  const year = Number(operator.effectiveOn.slice(0, 4))
  const modelYear = Math.min(2028, year - vehicleAge(random))
  const use = random.weighted([
    ['commute', operator.age < 67 ? 58 : 8],
    ['pleasure', 36],
    ['business', 5],
  ])
  return {
    age: year - modelYear,
    vin: withCheckDigit(Array.from({ length: 17 }, () => random.pick(VIN_SIGNS)).join('')),
    model_year: modelYear,
    symbol: Math.max(1, random.between(1, 14) + random.between(0, 13)),
    annual_miles: annualMiles(random, use, operator.age),
    use,
    antitheft: random.happens(modelYear >= year - 8 ? 70 : 30, 100),
    principal: operator.principal + 1,
  }
}

/** In years; the middle of the fleet is nine years old, its oldest cars twenty-five. */
function vehicleAge(random: Random): number {
  const [low, high] = random.weighted<readonly [number, number]>([
    [[0, 2], 18],
    [[3, 5], 20],
    [[6, 9], 22],
    [[10, 14], 22],
    [[15, 19], 12],
    [[20, 25], 6],
  ])
  return random.between(low, high)
}

/** In whole hundreds, about 11,000 in the middle: less for the old, more for who drives to work. */
function annualMiles(random: Random, use: string, age: number): number {
  const base = use === 'business' ? 16_000 : use === 'commute' ? 10_500 : 6500
  const hundreds = Math.round(((age >= 70 ? base * 0.6 : base) * random.between(50, 190)) / 10_000)
  return hundreds * 100
}
