import type { KeyCell, Program } from '#rules/program/program'
import type { TEXAS_QUOTE } from './texas_quote.ts'

type Quote = typeof TEXAS_QUOTE
type Coverage = keyof Quote['vehicles'][number]['coverages']
type Look = (...keys: readonly (string | number)[]) => number

const COVERAGES: readonly Coverage[] = ['BI', 'PD', 'PIP', 'UM', 'COMP', 'COLL']

/**
 * What a programmer would write for this plan alone: whole numbers in doubles (money in thousandths,
 * factors in ten-thousandths), rules as `if`, no worksheet, no evidence. It gives the total of the
 * same quote in cents, and is the measure that the ratios are taken against.
 */
export function handWritten(program: Program): (quote: Quote) => number {
  const territory = texts(program, 'territory_of_zip')
  const base = table(program, 'base_rate', 3)
  const classFactor = table(program, 'class_factor', 4)
  const violationPoints = table(program, 'violation_points', 0)
  const pointsFactor = table(program, 'points_factor', 4)
  const symbolFactor = table(program, 'symbol_factor', 4)
  const ageFactor = table(program, 'vehicle_age_factor', 4)
  const mileageFactor = table(program, 'mileage_factor', 4)
  const useFactor = table(program, 'use_factor', 4)
  const tierOf = table(program, 'tier_of_risk', 0)
  const tierFactor = table(program, 'tier_factor', 4)
  const limitFactor = table(program, 'limit_factor', 4)
  const deductibleFactor = table(program, 'deductible_factor', 4)

  return ({ policy, drivers, vehicles }) => {
    const area = territory.get(policy.garaging_zip) ?? ''
    const tier = tierOf(policy.insurance_score, policy.prior_cover)
    const people = drivers.map((driver) => {
      const points = driver.violations.reduce(
        (sum, { kind, on }) => sum + violationPoints(kind, years(on, policy.effective_on)),
        0
      )
      return {
        age: years(driver.born_on, policy.effective_on),
        experience: years(driver.licensed_on, policy.effective_on),
        points: Math.min(points, 12),
        isClean: driver.violations.every(({ on }) => years(on, policy.effective_on) >= 3),
        status: driver.marital_status,
        isStudent: driver.good_student,
      }
    })
    const shared =
      (vehicles.length >= 2 ? 10 : 0) +
      (policy.homeowner ? 5 : 0) +
      (policy.paid_in_full ? 4 : 0) +
      (policy.paperless ? 2 : 0) +
      (people.every(({ isClean }) => isClean) ? 8 : 0)
    let dollars = 0
    for (const vehicle of vehicles) {
      const operator = people[vehicle.principal - 1]
      if (!operator) continue
      const vehicleAge = Math.max(0, Number(policy.effective_on.slice(0, 4)) - vehicle.model_year)
      for (const coverage of COVERAGES) {
        let amount = base(area, coverage)
        amount = times(amount, classFactor(operator.age, operator.status, coverage))
        amount = times(amount, pointsFactor(operator.points, coverage))
        amount = times(
          amount,
          operator.experience < 1 ? 12500 : operator.experience < 3 ? 11000 : 10000
        )
        amount = times(amount, tierFactor(tier, coverage))
        amount = times(amount, useFactor(vehicle.use, coverage))
        if (coverage !== 'COMP')
          amount = times(amount, mileageFactor(vehicle.annual_miles, coverage))
        if (coverage === 'COMP' || coverage === 'COLL') {
          amount = times(amount, symbolFactor(vehicle.symbol, coverage))
          amount = times(amount, ageFactor(vehicleAge, coverage))
          amount = times(amount, deductibleFactor(coverage, vehicle.coverages[coverage].deductible))
        } else {
          amount = times(amount, limitFactor(coverage, vehicle.coverages[coverage].limit))
        }
        const discount =
          shared +
          (operator.isStudent && operator.age < 25 ? 6 : 0) +
          (vehicle.antitheft && coverage === 'COMP' ? 5 : 0)
        if (coverage !== 'PIP') amount = times(amount, 10000 - 100 * Math.min(discount, 25))
        amount = divided(amount * policy.term, 12)
        dollars += divided(Math.max(amount, 9000), 1000)
      }
    }
    return dollars * 100 + divided(500 * vehicles.length * policy.term, 12)
  }
}

/** Half up; every product here stays far below 2^52. */
function divided(amount: number, by: number): number {
  return Math.floor((amount + by / 2) / by)
}

function times(amount: number, factor: number): number {
  return divided(amount * factor, 10000)
}

function years(from: string, to: string): number {
  const whole = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? whole - 1 : whole
}

function texts(program: Program, name: string): ReadonlyMap<string, string> {
  const rows = program.tables.find((one) => one.name === name)?.rows ?? []
  return new Map(
    rows.map(({ keys: [cell], values: [value = ''] }) => [
      cell && 'is' in cell ? cell.is : '',
      value,
    ])
  )
}

/** A look-up through nested maps, with whole numbers at `10^digits`; a band is opened number by number. */
function table(program: Program, name: string, digits: number): Look {
  const rows = program.tables.find((one) => one.name === name)?.rows ?? []
  const found = new Map<string, number>()
  const bands: {
    readonly low: number
    readonly high: number
    readonly at: number
    readonly text: string
  }[] = []
  for (const { keys, values } of rows) {
    const [value = ''] = values
    const [whole = '', fraction = ''] = value.split('.')
    const scaled = Number(whole + fraction.padEnd(digits, '0'))
    found.set(keys.map(cellText).join('|'), scaled)
    keys.forEach((cell, at) => {
      if ('includesTo' in cell) bands.push({ ...edges(cell), at, text: cellText(cell) })
    })
  }
  return (...keys) => {
    const parts = keys.map((key, at) => {
      const band =
        typeof key === 'number' &&
        bands.find((one) => one.at === at && one.low <= key && key <= one.high)
      return band ? band.text : String(key)
    })
    const value = found.get(parts.join('|'))
    if (value === undefined) throw new Error(`${name} has no row for ${keys.join(', ')}`)
    return value
  }
}

function cellText(cell: KeyCell): string {
  return 'is' in cell ? cell.is : JSON.stringify(cell)
}

function edges(cell: Extract<KeyCell, { readonly includesTo: boolean }>) {
  return {
    low: cell.from === undefined ? Number.NEGATIVE_INFINITY : Number(cell.from),
    high:
      cell.to === undefined
        ? Number.POSITIVE_INFINITY
        : Number(cell.to) - (cell.includesTo ? 0 : 1),
  }
}
