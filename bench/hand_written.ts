import type { KeyCell, Program } from '#rules/program/program'

type Look = (...keys: readonly (string | number)[]) => number
type Terms = { readonly limit?: string | number; readonly deductible?: string | number }

/** What the plan reads of a quote. */
export interface HandQuote {
  readonly policy: {
    readonly effective_on: string
    readonly term: number
    readonly garaging_zip: string
    readonly prior_cover: string
    readonly homeowner: boolean
    readonly paid_in_full: boolean
    readonly paperless: boolean
    readonly insurance_score?: number
  }
  readonly drivers: readonly {
    readonly born_on: string
    readonly licensed_on: string
    readonly marital_status: string
    readonly course_on?: string
    readonly good_student: boolean
    readonly violations: readonly { readonly kind: string; readonly on: string }[]
  }[]
  readonly vehicles: readonly {
    readonly model_year: number
    readonly symbol: number
    readonly annual_miles: number
    readonly use: string
    readonly antitheft: boolean
    readonly principal: number
    readonly coverages: Readonly<Record<string, Terms>>
  }[]
}

/** Decision, and amounts in cents: NaN where a coverage is not taken. */
export interface HandResult {
  readonly decision: 'accept' | 'refer' | 'decline'
  readonly premium: number
  readonly feeTotal: number
  readonly total: number
  readonly premiums: readonly number[]
}

const COVERAGES = ['BI', 'PD', 'PIP', 'UM', 'COMP', 'COLL'] as const
const OLDEST = 130
const MOST_MILES = 100_000
const NOT_GIVEN = '{"notGiven":true}'

/**
 * What a programmer who wants speed would write for this plan alone: whole numbers in doubles (money
 * in thousandths, factors in thousandths), every table opened into arrays by coverage, each date read
 * once, rules as `if`, no worksheet. It is the measure that the ratios are taken against.
 */
export function handWritten(program: Program): (quote: HandQuote) => HandResult | null {
  const zips = texts(program, 'territory_of_zip')
  const baseRate = table(program, 'base_rate', 3)
  const classFactor = table(program, 'class_factor', 3)
  const violationPoints = table(program, 'violation_points', 0)
  const pointsFactor = table(program, 'points_factor', 3)
  const symbolFactor = table(program, 'symbol_factor', 3)
  const ageFactor = table(program, 'vehicle_age_factor', 3)
  const mileageFactor = table(program, 'mileage_factor', 3)
  const useFactor = table(program, 'use_factor', 3)
  const tierOf = table(program, 'tier_of_risk', 0)
  const tierFactor = table(program, 'tier_factor', 3)
  const limitFactor = table(program, 'limit_factor', 3)
  const deductibleFactor = table(program, 'deductible_factor', 3)

  const each = (look: (coverage: string) => number) => COVERAGES.map(look)
  const upTo = (count: number, look: (at: number) => readonly number[]) =>
    Array.from({ length: count }, (_, at) => look(at))
  const base = new Map(
    [...zips].map(([zip, area]) => [zip, each((coverage) => baseRate(area, coverage))])
  )
  const classes = new Map(
    ['single', 'married', 'widowed', 'divorced'].map((status) => [
      status,
      upTo(OLDEST, (age) => each((coverage) => classFactor(age, status, coverage))),
    ])
  )
  const points = upTo(13, (at) => each((coverage) => pointsFactor(at, coverage)))
  const tiers = upTo(40, (at) => each((coverage) => tierFactor(at, coverage)))
  const uses = new Map(
    ['pleasure', 'commute', 'business'].map((use) => [
      use,
      each((coverage) => useFactor(use, coverage)),
    ])
  )
  const miles = upTo(MOST_MILES + 1, (at) =>
    at % 100 === 0 || at % 100 === 99 ? each((coverage) => mileageFactor(at, coverage)) : []
  )
  const symbols = upTo(28, (at) => each((coverage) => symbolFactor(at, coverage)))
  const ages = upTo(60, (at) => each((coverage) => ageFactor(at, coverage)))
  const terms = COVERAGES.map((coverage) => {
    const name = coverage === 'COMP' || coverage === 'COLL' ? 'deductible_factor' : 'limit_factor'
    const look = name === 'limit_factor' ? limitFactor : deductibleFactor
    const rows = program.tables.find((one) => one.name === name)?.rows ?? []
    const found = rows.flatMap(({ keys: [of, term] }) =>
      of && term && 'is' in of && 'is' in term && of.is === coverage ? [term.is] : []
    )
    return new Map<string | number, number>(
      found.flatMap((term) => [
        [term, look(coverage, term)],
        [Number(term), look(coverage, term)],
      ])
    )
  })
  const violations = new Map(
    ['minor', 'major', 'at_fault', 'dui'].map((kind) => [
      kind,
      Array.from({ length: OLDEST }, (_, years) => violationPoints(kind, years)),
    ])
  )
  const scores = new Map(
    ['none', 'lapsed', 'continuous'].map((cover) => [
      cover,
      Array.from({ length: 998 }, (_, score) => tierOf(score < 200 ? NOT_GIVEN : score, cover)),
    ])
  )

  return ({ policy, drivers, vehicles }) => {
    const rates = base.get(policy.garaging_zip)
    const tier = scores.get(policy.prior_cover)?.[policy.insurance_score ?? 0]
    const tierRates = tier === undefined ? undefined : tiers[tier]
    if (!rates || !tierRates) return null
    const today = dateOf(policy.effective_on)
    let isDeclined = false
    let isReferred = policy.prior_cover === 'none'
    let isNew = false
    let isClean = true
    const people = []
    for (const driver of drivers) {
      let sum = 0
      let serious = 0
      for (const { kind, on } of driver.violations) {
        const years = yearsTo(today, dateOf(on))
        sum += violations.get(kind)?.[years] ?? 0
        if (years < 3) isClean = false
        if (kind === 'dui' && years < 5) serious += 1
      }
      if (serious >= 2) isDeclined = true
      if (sum >= 8) isReferred = true
      const experience = yearsTo(today, dateOf(driver.licensed_on))
      if (experience < 1) isNew = true
      const age = yearsTo(today, dateOf(driver.born_on))
      const course = driver.course_on === undefined ? 0 : dateOf(driver.course_on)
      const isRecent = course !== 0 && threeYearsBefore(today) <= course && course <= today
      people.push({
        classRates: classes.get(driver.marital_status)?.[age],
        pointRates: points[sum < 12 ? sum : 12],
        newness: experience < 1 ? 1250 : experience < 3 ? 1100 : 1000,
        percent: (isRecent ? 10 : 0) + (driver.good_student && age < 25 ? 6 : 0),
      })
    }
    const shared =
      (vehicles.length >= 2 ? 10 : 0) +
      (policy.homeowner ? 5 : 0) +
      (policy.paid_in_full ? 4 : 0) +
      (policy.paperless ? 2 : 0) +
      (isClean ? 8 : 0)
    const year = Math.floor(today / 10_000)
    const premiums: number[] = []
    let premium = 0
    for (const vehicle of vehicles) {
      const operator = people[vehicle.principal - 1]
      const { symbol, coverages } = vehicle
      if (vehicle.use === 'business' && symbol >= 24) isDeclined = true
      if (isNew && symbol >= 20) isReferred = true
      const usedRates = uses.get(vehicle.use)
      // Bands begin at multiples of 100 and end before them.
      const within = vehicle.annual_miles - (vehicle.annual_miles % 100)
      const mileRates = miles[within]
      const symbolRates = symbols[symbol]
      const age = year - vehicle.model_year
      const ageRates = ages[age < 0 ? 0 : age]
      const classRates = operator?.classRates
      const pointRates = operator?.pointRates
      if (!operator || !classRates || !pointRates || !usedRates || !mileRates) return null
      if (!symbolRates || !ageRates) return null
      for (let at = 0; at < 6; at++) {
        const coverage = COVERAGES[at] ?? 'BI'
        const chosen = coverages[coverage]
        if (chosen === undefined) {
          premiums.push(Number.NaN)
          continue
        }
        let amount = times(rates[at] ?? 0, classRates[at] ?? 0)
        amount = times(amount, pointRates[at] ?? 0)
        amount = times(amount, operator.newness)
        amount = times(amount, tierRates[at] ?? 0)
        amount = times(amount, usedRates[at] ?? 0)
        if (at !== 4) amount = times(amount, mileRates[at] ?? 0)
        if (at >= 4) {
          amount = times(amount, symbolRates[at] ?? 0)
          amount = times(amount, ageRates[at] ?? 0)
        }
        const term = at >= 4 ? chosen.deductible : chosen.limit
        amount = times(amount, terms[at]?.get(term ?? 0) ?? 0)
        if (at !== 2) {
          const percent = shared + operator.percent + (at === 4 && vehicle.antitheft ? 5 : 0)
          amount = Math.floor((amount * (100 - (percent < 25 ? percent : 25)) + 50.5) * 0.01)
        }
        amount = Math.floor((amount * policy.term + 6.5) * (1 / 12))
        const cents = Math.floor(((amount > 9000 ? amount : 9000) + 500.5) * 0.001) * 100
        premiums.push(cents)
        premium += cents
      }
    }
    const feeTotal = (500 * vehicles.length * policy.term) / 12
    const decision = isDeclined ? 'decline' : isReferred ? 'refer' : 'accept'
    return { decision, premium, feeTotal, total: premium + feeTotal, premiums }
  }
}

/** Half up by a factor in thousandths; every product here stays far below 2^51. */
function times(amount: number, factor: number): number {
  return Math.floor((amount * factor + 500.5) * 0.001)
}

/** A date as `yyyymmdd`. */
function dateOf(text: string): number {
  return (
    text.charCodeAt(0) * 10_000_000 +
    text.charCodeAt(1) * 1_000_000 +
    text.charCodeAt(2) * 100_000 +
    text.charCodeAt(3) * 10_000 +
    text.charCodeAt(5) * 1000 +
    text.charCodeAt(6) * 100 +
    text.charCodeAt(8) * 10 +
    text.charCodeAt(9) -
    48 * 11_111_111
  )
}

function yearsTo(today: number, day: number): number {
  return Math.floor((today - day) / 10_000)
}

/** The 29th of February goes to the 28th where there is none, as three years before a leap year. */
function threeYearsBefore(today: number): number {
  return today % 10_000 === 229 ? today - 30_001 : today - 30_000
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
    return value ?? Number.NaN
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
