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
  BI: '841.98',
  PD: '841.98',
  UM: '86.20',
  MED: '91.88',
  COMP: '50.00',
  COLL: '869.39',
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
    cell('record', { level }, coverage),
    cell('mileage', { annual_miles: vehicle.annual_miles }, coverage),
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
    cell('years_licensed', { has_driver: hasDriver, years_licensed: years, coverage }, 'factor'),
    cell('zip', { zip: policy.garaging_zip }, coverage),
    cell('use', { use: usage }, coverage),
    coverage !== 'UM' && cell('model_year', { model_year: vehicle.model_year }, coverage),
    ['BI', 'PD'].includes(coverage) &&
      cell('liability_group', { group: groups.liability }, 'factor'),
    coverage === 'MED' && off(cell('safety', { code: groups.safety }, 'discount')),
    coverage === 'COLL' &&
      cell('collision_deductible', { group: Math.min(groups.collision, 35) }, choice),
    coverage === 'COMP' &&
      cell('damage_deductible', { group: Math.min(groups.damage, 35) }, choice),
    coverage === 'BI' && within(cell('limit_bi', { limit: choice }, 'factor'), '- 0.40'),
    coverage === 'PD' && within(cell('limit_pd', { limit: choice }, 'factor'), '+ 0.40'),
    coverage === 'UM' && cell('limit_um', { limit: choice }, 'factor'),
    coverage === 'MED' && cell('limit_med', { limit: choice }, 'factor'),
    vehicles.length === 1 && cell('single_auto', { coverage }, 'factor'),
    operator?.good_student === true &&
      years < 9 &&
      off(cell('good_student', { good_student: 'yes' }, 'discount')),
    courseOn !== undefined &&
      courseOn >= yearsBefore(3, on) &&
      off(told('mature', 'course', '0.02')),
    off(cell('loyalty', { years_with_us: policy.years_with_us }, coverage)),
    policy.other_policies !== undefined &&
      off(cell('other_policies', { other_policies: policy.other_policies }, 'discount')),
    isGood && off(told('good_driver', 'yes', '0.20')),
    told('term', String(policy.term), `(${policy.term} / 12)`),
  ]
  return list.filter((each) => each !== false)
}

/** The worst record and the shortest licence to the vehicle driven most, and so on; a tie stays as entered. */
function assignedTo(
  vehicle: CaliforniaVehicle,
  vehicles: readonly CaliforniaVehicle[],
  drivers: readonly CaliforniaDriver[],
  on: string
): CaliforniaDriver | undefined {
  const ranked = drivers.toSorted(
    (one, other) =>
      points(other, on) - points(one, on) ||
      wholeYears(one.licensed_on, on) - wholeYears(other.licensed_on, on)
  )
  const most = vehicles.toSorted((one, other) => other.annual_miles - one.annual_miles)
  return ranked[most.indexOf(vehicle)]
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
