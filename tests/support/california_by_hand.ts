/**
 * The California plan worked as a person would with the manual open: it reads the CSV files by
 * itself, tells the few figures of `plan.rate` again, and shares no code with the rating language.
 */
import { readFileSync } from 'node:fs'
import { cents, halfUp, units, wholeYears } from './hand_arithmetic.ts'

export type CaliforniaValue = string | number | boolean
export interface CaliforniaDriver {
  readonly licensed_on: string
  readonly marital_status: string
  readonly good_student: boolean
  readonly mature_course_on?: string
  readonly violations: readonly {
    readonly kind: string
    readonly on: string
    readonly injury: boolean
  }[]
}
export interface CaliforniaVehicle {
  readonly model_year: number
  readonly annual_miles: number
  readonly use: string
  readonly on_a_farm: boolean
  readonly vehicle_code?: string
  readonly price_new: number
  readonly coverages: Readonly<Record<string, string>>
}
export interface CaliforniaFacts {
  readonly policy: {
    readonly effective_on: string
    readonly term: number
    readonly garaging_zip: string
    readonly um_waived_in_writing: boolean
    readonly years_with_us: number
    readonly other_policies?: string
  }
  readonly drivers: readonly CaliforniaDriver[]
  readonly vehicles: readonly CaliforniaVehicle[]
}

/** One number of the arithmetic, as written, and the table and row that it stands in. */
export interface CaliforniaNumber {
  readonly table: string
  readonly row: string
  readonly text: string
}
export interface CaliforniaPremium {
  readonly coverage: string
  /** From 1. */
  readonly vehicle: number
  readonly numbers: readonly CaliforniaNumber[]
  readonly by: string
  readonly amount: string
}
export interface CaliforniaResult {
  readonly premiums: readonly CaliforniaPremium[]
  readonly fees: Readonly<Record<string, string>>
  readonly total: string
  /** `refer UW-5`, in the manual's order. */
  readonly rules: readonly string[]
}

type Row = Readonly<Record<string, string>>

const BASE: Readonly<Record<string, string>> = {
  BI: '1054.50',
  PD: '1054.50',
  UM: '101.99',
  MED: '121.71',
  COMP: '57.28',
  COLL: '1067.31',
}
/** What a factor's distance from 1 is multiplied by. */
const WEIGHTING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BI: weighting('1.20', '1.38', '0.47', '0.42', '0.94', '1.00', '0.88', '1.00'),
  PD: weighting('1.20', '1.38', '0.47', '0.42', '0.94', '1.00', '0.88', '1.00'),
  UM: weighting('1.30', '1.17', '0.61', '0.51', '1.00', '0.77', '0.76', '0.95'),
  MED: weighting('1.35', '1.18', '0.49', '0.45', '0.94', '1.00', '0.72', '1.00'),
  COMP: weighting('1.20', '1.31', '0.52', '0.56', '0.77', '0.92', '0.75', '0.87'),
  COLL: weighting('1.20', '1.31', '0.52', '0.56', '0.77', '0.92', '0.75', '0.87'),
}
/** By whole years since, from 0 on; the last holds for all that follow. */
const RECORD: Readonly<Record<string, readonly number[]>> = {
  minor: [5, 4, 3, 2, 1, 0],
  at_fault: [6, 5, 4, 3, 2, 1, 0],
  major: [14, 12, 10, 8, 6, 4, 2, 0],
  dui: [14, 12, 10, 8, 6, 4, 2, 0],
}
const STATE_POINTS: Readonly<Record<string, number>> = { minor: 1, at_fault: 1, major: 2, dui: 2 }
const FEES: Readonly<Record<string, bigint>> = {
  fraud_fee: 100n,
  organized_fee: 50n,
  consumer_fee: 30n,
}
const CA = new URL('../../plugins/ca/', import.meta.url)

/** Rates these facts, and says of each number where it stands. */
export function rateCalifornia(facts: CaliforniaFacts): CaliforniaResult {
  const premiums = facts.vehicles.flatMap((vehicle, index) =>
    Object.keys(BASE)
      .filter((coverage) => coverage in vehicle.coverages)
      .map((coverage) => premium(facts, vehicle, index + 1, coverage))
  )
  const years = BigInt(facts.vehicles.length * facts.policy.term)
  const fees = Object.entries(FEES).map(([name, fee]) => [name, halfUp(fee * years, 12n)] as const)
  const all = [...premiums.map(({ amount }) => units(amount, 2)), ...fees.map(([, fee]) => fee)]
  return {
    premiums,
    fees: Object.fromEntries(fees.map(([name, fee]) => [name, cents(fee)])),
    total: cents(all.reduce((sum, each) => sum + each, 0n)),
    rules: rules(facts),
  }
}

/** Works `341.00 * 0.940 * (1.03 - 0.40) * (6 / 12)` as the manual rounds, to the cent. */
export function workCalifornia(by: string): string {
  const [base = '', ...others] = by.split(' * ')
  const running = others.reduce(
    (amount, text) => {
      const [, one = '', sign = '', other = ''] = /^\((\S+) (\S) (\S+)\)$/.exec(text) ?? []
      if (sign === '/') return halfUp(amount * BigInt(one), BigInt(other))
      const plus = sign === '-' ? -units(other, 4) : sign === '+' ? units(other, 4) : 0n
      return halfUp(amount * (units(sign === '' ? text : one, 4) + plus), 10_000n)
    },
    units(base, 3)
  )
  return cents(halfUp(running, 10n))
}

function premium(
  facts: CaliforniaFacts,
  vehicle: CaliforniaVehicle,
  number: number,
  coverage: string
): CaliforniaPremium {
  const numbers = factors(facts, vehicle, coverage)
  const by = numbers.map(({ text }) => text).join(' * ')
  return { coverage, vehicle: number, numbers, by, amount: workCalifornia(by) }
}

function factors(
  { policy, drivers, vehicles }: CaliforniaFacts,
  vehicle: CaliforniaVehicle,
  coverage: string
): readonly CaliforniaNumber[] {
  const on = policy.effective_on
  const operator = assignedTo(vehicle, vehicles, drivers, on)
  const hasDriver = operator ? 'yes' : 'no'
  const years = operator ? wholeYears(operator.licensed_on, on) : 0
  const level = operator
    ? points(operator, on)
    : Math.min(...drivers.map((driver) => points(driver, on)))
  const groups = groupsOf(vehicle)
  const isGood = operator
    ? isGoodDriver(operator, on)
    : drivers.some((driver) => isGoodDriver(driver, on))
  const choice = vehicle.coverages[coverage] ?? ''
  const usage = vehicle.on_a_farm ? 'farm' : vehicle.use
  const courseOn = operator?.mature_course_on
  const list: (CaliforniaNumber | false)[] = [
    told('base_rate', coverage, BASE[coverage] ?? ''),
    weighted('record', cell('record', { level }, coverage), coverage),
    weighted('miles', cell('mileage', { annual_miles: vehicle.annual_miles }, coverage), coverage),
    weighted(
      'years',
      cell(
        'driver',
        {
          has_driver: hasDriver,
          marital_status: operator?.marital_status ?? 'single',
          years_driving: years,
          coverage,
        },
        'factor'
      ),
      coverage
    ),
    cell('years_licensed', { has_driver: hasDriver, years_licensed: years, coverage }, 'factor'),
    weighted('zone', cell('zip', { zip: policy.garaging_zip }, coverage), coverage),
    cell('use', { use: usage }, coverage),
    coverage !== 'UM' &&
      weighted(
        'vehicle',
        cell('model_year', { model_year: vehicle.model_year }, coverage),
        coverage
      ),
    ['BI', 'PD'].includes(coverage) &&
      weighted('vehicle', cell('liability_group', { group: groups.liability }, 'factor'), coverage),
    coverage === 'MED' &&
      off(part('vehicle', cell('safety', { code: groups.safety }, 'discount'), coverage)),
    coverage === 'COLL' &&
      cell('collision_deductible', { group: Math.min(groups.collision, 35) }, choice),
    coverage === 'COMP' &&
      cell('damage_deductible', { group: Math.min(groups.damage, 35) }, choice),
    coverage === 'BI' && within(cell('limit_bi', { limit: choice }, 'factor'), '- 0.40'),
    coverage === 'PD' && within(cell('limit_pd', { limit: choice }, 'factor'), '+ 0.40'),
    coverage === 'UM' && cell('limit_um', { limit: choice }, 'factor'),
    coverage === 'MED' && cell('limit_med', { limit: choice }, 'factor'),
    vehicles.length === 1 &&
      weighted('single', cell('single_auto', { coverage }, 'factor'), coverage),
    operator !== undefined &&
      years < 9 &&
      off(cell('good_student', { good_student: operator.good_student ? 'yes' : 'no' }, 'discount')),
    courseOn !== undefined &&
      courseOn >= yearsBefore(3, on) &&
      off(told('mature', 'course', '0.02')),
    off(
      part('loyalty', cell('loyalty', { years_with_us: policy.years_with_us }, coverage), coverage)
    ),
    policy.other_policies !== undefined &&
      off(
        part(
          'policies',
          cell('other_policies', { other_policies: policy.other_policies }, 'discount'),
          coverage
        )
      ),
    isGood && off(told('good_driver', 'yes', '0.20')),
    told('term', String(policy.term), `(${policy.term} / 12)`),
  ]
  return list.filter((each) => each !== false)
}

/** The highest-rated driver to the highest-rated vehicle, and so on; a tie stays as entered. */
function assignedTo(
  vehicle: CaliforniaVehicle,
  vehicles: readonly CaliforniaVehicle[],
  drivers: readonly CaliforniaDriver[],
  on: string
): CaliforniaDriver | undefined {
  const ranked = ranking(drivers, (driver) => driverRank(driver, on))
  return ranked[ranking(vehicles, vehicleRank).indexOf(vehicle)]
}

function ranking<T>(all: readonly T[], rank: (one: T) => bigint): readonly T[] {
  return all.toSorted((one, other) => {
    const [a, b] = [rank(one), rank(other)]
    return a === b ? 0 : a < b ? 1 : -1
  })
}

function driverRank(driver: CaliforniaDriver, on: string): bigint {
  const years = wholeYears(driver.licensed_on, on)
  const { marital_status: status } = driver
  const keys = { has_driver: 'yes', marital_status: status, years_driving: years, coverage: 'BI' }
  const licensed = { has_driver: 'yes', years_licensed: years, coverage: 'BI' }
  return multiplied([
    pulled('record', cell('record', { level: points(driver, on) }, 'BI').text, 'BI'),
    pulled('years', cell('driver', keys, 'factor').text, 'BI'),
    units(cell('years_licensed', licensed, 'factor').text, 6),
    units(isGoodDriver(driver, on) ? '0.80' : '1.00', 6),
  ])
}

function vehicleRank(vehicle: CaliforniaVehicle): bigint {
  const { liability } = groupsOf(vehicle)
  return multiplied([
    pulled('miles', cell('mileage', { annual_miles: vehicle.annual_miles }, 'BI').text, 'BI'),
    units(cell('use', { use: vehicle.on_a_farm ? 'farm' : vehicle.use }, 'BI').text, 6),
    pulled('vehicle', cell('model_year', { model_year: vehicle.model_year }, 'BI').text, 'BI'),
    pulled('vehicle', cell('liability_group', { group: liability }, 'factor').text, 'BI'),
  ])
}

function multiplied(millionths: readonly bigint[]): bigint {
  return millionths.reduce((product, each) => product * each, 1n)
}

function weighting(...weights: readonly string[]): Readonly<Record<string, string>> {
  const names = ['record', 'miles', 'years', 'zone', 'vehicle', 'single', 'loyalty', 'policies']
  return Object.fromEntries(names.map((name, at) => [name, weights[at] ?? '']))
}

/** A factor with its distance from 1 multiplied, in millionths. */
function pulled(name: string, factor: string, coverage: string): bigint {
  const weight = units(WEIGHTING[coverage]?.[name] ?? '', 2)
  return 1_000_000n + weight * (units(factor, 4) - 10_000n)
}

/** The same as it is written: rounded to three digits. */
function weighted(name: string, number: CaliforniaNumber, coverage: string): CaliforniaNumber {
  return { ...number, text: thousandths(pulled(name, number.text, coverage)) }
}

/** A part that is taken off, multiplied, with three digits. */
function part(name: string, number: CaliforniaNumber, coverage: string): CaliforniaNumber {
  const weight = units(WEIGHTING[coverage]?.[name] ?? '', 2)
  return { ...number, text: thousandths(weight * units(number.text, 4)) }
}

function thousandths(millionths: bigint): string {
  const digits = String(halfUp(millionths, 1000n)).padStart(4, '0')
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`
}

function groupsOf({ vehicle_code: code, price_new: price }: CaliforniaVehicle) {
  const of = (column: string) =>
    code === undefined
      ? cell('price_groups', { price }, column).text
      : cell('vehicle', { vehicle_code: code }, column).text
  return {
    collision: Number(of('collision_group')),
    damage: Number(of('damage_group')),
    safety: of('safety_code'),
    liability: of('liability_group'),
  }
}

function points({ violations }: CaliforniaDriver, on: string): number {
  const each = violations.map(({ kind, on: day }) => {
    const fading = RECORD[kind] ?? []
    return fading[Math.min(wholeYears(day, on), fading.length - 1)] ?? 0
  })
  return Math.min(
    each.reduce((sum, one) => sum + one, 0),
    30
  )
}

function isGoodDriver({ licensed_on: licensed, violations }: CaliforniaDriver, on: string) {
  const recent = violations.filter(({ on: day }) => wholeYears(day, on) < 3)
  const count = recent.reduce((sum, { kind }) => sum + (STATE_POINTS[kind] ?? 0), 0)
  const hasInjury = recent.some(({ kind, injury }) => kind === 'at_fault' && injury)
  const hasDui = violations.some(({ kind, on: day }) => kind === 'dui' && wholeYears(day, on) < 10)
  return wholeYears(licensed, on) >= 3 && count <= 1 && !hasInjury && !hasDui
}

function rules({ policy, drivers, vehicles }: CaliforniaFacts): readonly string[] {
  const on = policy.effective_on
  const duis = ({ violations }: CaliforniaDriver) =>
    violations.filter(({ kind, on: day }) => kind === 'dui' && wholeYears(day, on) < 10).length
  const groups = vehicles.map(groupsOf)
  const fired: readonly (readonly [string, boolean])[] = [
    ['decline UW-1', drivers.some((driver) => duis(driver) >= 2)],
    [
      'decline UW-2',
      on >= '2035-01-01' && vehicles.some(({ coverages }) => coverages.BI === '30/60'),
    ],
    [
      'decline UW-3',
      on >= '2035-01-01' && vehicles.some(({ coverages }) => Number(coverages.PD) < 25_000),
    ],
    ['decline UW-4', vehicles.some(({ coverages }) => 'PIP' in coverages)],
    ['refer UW-5', groups.some(({ collision, damage }) => collision > 35 || damage > 35)],
    [
      'refer UW-6',
      vehicles.some(({ vehicle_code: code, price_new: price }) => !code && price > 75_000),
    ],
    ['refer UW-7', drivers.some((driver) => points(driver, on) >= 20)],
    [
      'require UW-8',
      vehicles.some(({ coverages }) => !('UM' in coverages)) && !policy.um_waived_in_writing,
    ],
  ]
  return fired.filter(([, holds]) => holds).map(([rule]) => rule)
}

/** A date so many years earlier; effective dates of the examples are no 29 February. */
function yearsBefore(years: number, date: string): string {
  return `${Number(date.slice(0, 4)) - years}${date.slice(4)}`
}

function told(table: string, row: string, text: string): CaliforniaNumber {
  return { table, row, text }
}

function off({ table, row, text }: CaliforniaNumber): CaliforniaNumber {
  return { table, row, text: `(1 - ${text})` }
}

function within({ table, row, text }: CaliforniaNumber, by: string): CaliforniaNumber {
  // A negative addend is written as what it takes off: (0.40 - 0.03).
  if (text.startsWith('-')) return { table, row, text: `(0.40 - ${text.slice(1)})` }
  return { table, row, text: `(${text} ${by})` }
}

function cell(
  table: string,
  keys: Readonly<Record<string, string | number>>,
  column: string
): CaliforniaNumber {
  const found = csv(table).find((row) =>
    Object.entries(keys).every(([key, value]) => isIn(row[key] ?? '', value))
  )
  const text = found?.[column] ?? (isLiability(column) ? found?.['BI, PD'] : undefined)
  if (found === undefined || text === undefined) {
    throw new Error(`${table}.csv has no ${column} for ${Object.values(keys).join(', ')}`)
  }
  const row = Object.keys(keys).map((key) => found[key] ?? '')
  return { table, row: row.join('; '), text }
}

function isLiability(column: string): boolean {
  return column === 'BI' || column === 'PD'
}

function isIn(words: string, value: string | number): boolean {
  if (words === String(value)) return true
  if (typeof value !== 'number') return words.split(', ').includes(value)
  const [, least, most] = /^(\d+) to (\d+)$/.exec(words) ?? []
  if (most !== undefined) return value >= Number(least) && value <= Number(most)
  const [, under] = /^under (\d+)$/.exec(words) ?? []
  if (under !== undefined) return value < Number(under)
  const [, from] = /^(\d+) and over$/.exec(words) ?? []
  return from !== undefined && value >= Number(from)
}

const tables = new Map<string, readonly Row[]>()

/** The rows of a table by its header; a comma inside quotes ends no cell. */
function csv(name: string): readonly Row[] {
  const read = tables.get(name)
  if (read !== undefined) return read
  const [head = [], ...lines] = readFileSync(new URL(`tables/${name}.csv`, CA), 'utf8')
    .trimEnd()
    .split('\n')
    .map(cellsOf)
  const rows = lines.map((line) =>
    Object.fromEntries(head.map((column, index) => [column, line[index] ?? '']))
  )
  tables.set(name, rows)
  return rows
}

function cellsOf(line: string): readonly string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)
  return Array.from(cells, ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare)
}
