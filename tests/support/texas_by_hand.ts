/**
 * The Texas plan worked as a person would with the manual open: it reads the CSV files and the few
 * figures of `plan.rate` by itself and shares no code with the rating language.
 */
import { existsSync, readFileSync } from 'node:fs'

export type HandValue = string | number | boolean
export interface HandViolation {
  readonly kind: string
  readonly on: string
}
export interface HandDriver {
  readonly born_on: string
  readonly licensed_on: string
  readonly marital_status: string
  readonly good_student: boolean
  readonly course_on?: string
  readonly violations: readonly HandViolation[]
}
export interface HandVehicle {
  readonly model_year: number
  readonly symbol: number
  readonly annual_miles: number
  readonly use: string
  readonly antitheft: boolean
  /** The number of its principal operator, from 1. */
  readonly principal: number
  readonly coverages: Readonly<Record<string, Readonly<Record<string, HandValue>>>>
}
export interface HandPolicy {
  readonly effective_on: string
  readonly term: number
  readonly garaging_zip: string
  readonly prior_cover: string
  readonly homeowner: boolean
  readonly paid_in_full: boolean
  readonly paperless: boolean
  readonly insurance_score?: number
  readonly pip_rejected_in_writing: boolean
  readonly um_rejected_in_writing: boolean
}
export interface HandFacts {
  readonly policy: HandPolicy
  readonly drivers: readonly HandDriver[]
  readonly vehicles: readonly HandVehicle[]
}

/** One number of the manual and where it stands. */
export interface HandCell {
  readonly table: string
  readonly row: string
  readonly column: string
  readonly text: string
}
export interface HandPremium {
  /** From 1. */
  readonly vehicle: number
  readonly coverage: string
  readonly cells: readonly HandCell[]
  readonly granted: readonly string[]
  /** What is taken off: `0.13`. */
  readonly discount: string
  readonly minimumReached: boolean
  readonly amount: string
}
export interface HandResult {
  readonly premiums: readonly HandPremium[]
  /** `refer UW-3`, in the manual's order. */
  readonly rules: readonly string[]
  readonly fee: string
  readonly total: string
}

interface Figures {
  readonly percents: ReadonlyMap<string, number>
  readonly cap: number
  readonly minimum: bigint
  readonly feeCents: bigint
}

type Row = Readonly<Record<string, string>>

const COVERAGES = ['BI', 'PD', 'PIP', 'UM', 'COMP', 'COLL']
const DAMAGE = ['COMP', 'COLL']
const TX = new URL('../../plugins/tx/', import.meta.url)
const COUNTRYWIDE = new URL('../../plugins/countrywide/', import.meta.url)

/** Rates these facts with every rounding the manual asks for, and says which cell each number is. */
export function rateByHand(facts: HandFacts): HandResult {
  const premiums = facts.vehicles.flatMap((vehicle, index) =>
    COVERAGES.filter((coverage) => coverage in vehicle.coverages).map((coverage) =>
      premium(facts, vehicle, index + 1, coverage)
    )
  )
  const { feeCents } = figures()
  const fee = (feeCents * BigInt(facts.vehicles.length) * BigInt(facts.policy.term)) / 12n
  const total = premiums.reduce((sum, { amount }) => sum + units(amount, 2), fee)
  return { premiums, rules: rules(facts), fee: cents(fee), total: cents(total) }
}

/** Works `341.00 * 0.940 * (1 - 0.13) * (6 / 12)` as the manual rounds, to the amount charged. */
export function workByHand(arithmetic: string): string {
  return charge(run(arithmetic.split(' * ')))
}

function premium(
  facts: HandFacts,
  vehicle: HandVehicle,
  number: number,
  coverage: string
): HandPremium {
  const cells = factors(facts, vehicle, coverage)
  const granted = discounts(facts, vehicle, coverage)
  const { percents, cap, minimum } = figures()
  const percent = Math.min(
    granted.reduce((sum, name) => sum + (percents.get(name) ?? 0), 0),
    cap
  )
  const discount = `0.${String(percent).padStart(2, '0')}`
  const running = run([
    ...cells.map(({ text }) => text),
    `(1 - ${discount})`,
    `(${facts.policy.term} / 12)`,
  ])
  const minimumReached = running < minimum
  return {
    vehicle: number,
    coverage,
    cells,
    granted,
    discount,
    minimumReached,
    amount: charge(running),
  }
}

function factors(
  { policy, drivers }: HandFacts,
  vehicle: HandVehicle,
  coverage: string
): readonly HandCell[] {
  const driver = at(drivers, vehicle.principal - 1)
  const on = policy.effective_on
  const terms = vehicle.coverages[coverage] ?? {}
  const territory = cell('territory', { zip: policy.garaging_zip }, 'territory').text
  const tier = cell(
    'tier',
    { insurance_score: policy.insurance_score ?? 'not given', prior_cover: policy.prior_cover },
    'tier'
  ).text
  const vehicleAge = Math.max(year(on) - vehicle.model_year, 0)
  return [
    cell('base_rate', { territory }, coverage),
    cell(
      'class',
      { age: wholeYears(driver.born_on, on), marital_status: driver.marital_status },
      coverage
    ),
    cell('points', { points: points(driver, on) }, coverage),
    inexperience(wholeYears(driver.licensed_on, on)),
    cell('tier_factor', { tier }, coverage),
    cell('use', { use: vehicle.use }, coverage),
    ...(coverage === 'COMP'
      ? []
      : [cell('mileage', { annual_miles: vehicle.annual_miles }, coverage)]),
    ...(DAMAGE.includes(coverage)
      ? [
          cell('symbol', { symbol: vehicle.symbol }, coverage),
          cell('vehicle_age', { vehicle_age: vehicleAge }, coverage),
        ]
      : []),
    ...Object.entries(terms).map(([term, choice]) =>
      cell(term, { coverage, [term]: choice }, 'factor')
    ),
  ]
}

function discounts(
  { policy, drivers, vehicles }: HandFacts,
  vehicle: HandVehicle,
  coverage: string
): readonly string[] {
  if (coverage === 'PIP') return []
  const on = policy.effective_on
  const operator = at(drivers, vehicle.principal - 1)
  const applies: Readonly<Record<string, boolean>> = {
    multi_car: vehicles.length >= 2,
    homeowner: policy.homeowner,
    paid_in_full: policy.paid_in_full,
    paperless: policy.paperless,
    clean_record: drivers.every((driver) =>
      driver.violations.every((violation) => wholeYears(violation.on, on) >= 3)
    ),
    course:
      operator.course_on !== undefined &&
      operator.course_on >= yearsBefore(3, on) &&
      operator.course_on <= on,
    good_student: operator.good_student && wholeYears(operator.born_on, on) < 25,
    antitheft: vehicle.antitheft && coverage === 'COMP',
  }
  return [...figures().percents.keys()].filter((name) => {
    const granted = applies[name]
    if (granted === undefined) throw new Error(`When is the discount ${name} granted? Say it here.`)
    return granted
  })
}

function rules({ policy, drivers, vehicles }: HandFacts): readonly string[] {
  const on = policy.effective_on
  const hasRecentDuis = ({ violations }: HandDriver) =>
    violations.filter(({ kind, on: day }) => kind === 'dui' && wholeYears(day, on) < 5).length >= 2
  const lacks = (coverage: string) => vehicles.some(({ coverages }) => !(coverage in coverages))
  const fired: readonly (readonly [string, boolean])[] = [
    ['decline UW-1', drivers.some(hasRecentDuis)],
    ['decline UW-2', vehicles.some(({ use, symbol }) => use === 'business' && symbol >= 24)],
    [
      'refer UW-3',
      drivers.some((driver) => wholeYears(driver.licensed_on, on) < 1) &&
        vehicles.some(({ symbol }) => symbol >= 20),
    ],
    ['refer UW-4', policy.prior_cover === 'none'],
    ['refer UW-5', drivers.some((driver) => points(driver, on) >= 8)],
    ['require UW-6', lacks('PIP') && !policy.pip_rejected_in_writing],
    ['require UW-7', lacks('UM') && !policy.um_rejected_in_writing],
  ]
  return fired.filter(([, holds]) => holds).map(([rule]) => rule)
}

function points({ violations }: Pick<HandDriver, 'violations'>, on: string): number {
  const sum = violations
    .map((violation) => violationPoints(violation.kind, wholeYears(violation.on, on)))
    .reduce((total, each) => total + each, 0)
  return Math.min(sum, 12)
}

function violationPoints(kind: string, years: number): number {
  const row = csv('violation_points').find((cells) => cells.kind === kind)
  const [, text] = Object.entries(row ?? {}).find(([band]) => isIn(band, years)) ?? []
  if (text === undefined) throw new Error(`No points for ${kind} after ${years} years`)
  return Number(text)
}

/** A year is full when its month and day come round again: for 29 February, on 1 March. */
function wholeYears(from: string, to: string): number {
  return year(to) - year(from) - (to.slice(5) < from.slice(5) ? 1 : 0)
}

function yearsBefore(years: number, date: string): string {
  const shifted = `${year(date) - years}${date.slice(4)}`
  const isLeap = new Date(`${year(shifted)}-02-29T00:00Z`).getUTCMonth() === 1
  return shifted.endsWith('-02-29') && !isLeap ? `${year(shifted)}-02-28` : shifted
}

function year(date: string): number {
  return Number(date.slice(0, 4))
}

function cell(table: string, keys: Readonly<Record<string, HandValue>>, column: string): HandCell {
  const found = csv(table).find((row) =>
    Object.entries(keys).every(([key, value]) => isIn(row[key] ?? '', value))
  )
  const text = found?.[column]
  if (found === undefined || text === undefined) {
    throw new Error(`${table}.csv has no ${column} for ${Object.values(keys).join(', ')}`)
  }
  const row = Object.keys(keys).map((key) => found[key] ?? '')
  return { table, row: row.join(', '), column, text }
}

function inexperience(years: number): HandCell {
  const [, block = ''] = /^table inexperience_factor .*\n((?: +.*\|.*\n)+)/m.exec(plan()) ?? []
  const rows = block
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()))
  const [row, text] = rows.find(([band = '']) => band === 'all else' || isIn(band, years)) ?? []
  if (row === undefined || text === undefined) throw new Error(`No inexperience factor: ${years}`)
  return { table: 'inexperience_factor', row, column: 'factor', text }
}

function isIn(words: string, value: HandValue): boolean {
  if (words === String(value)) return true
  if (typeof value !== 'number') return false
  const [, low = '', , how = '', high = ''] =
    /^(under|\d+)( (to|up to|and over))?(?: ?(\d+))?$/.exec(words) ?? []
  const first = Number(low)
  if (low === 'under') return value < Number(high)
  if (how === 'and over') return value >= first
  if (how === 'up to') return value >= first && value < Number(high)
  return how === 'to' && value >= first && value <= Number(high)
}

/** Runs the factors from the base on, in thousandths, rounding half up after each. */
function run(factorTexts: readonly string[]): bigint {
  const [base = '', ...others] = factorTexts
  return others.reduce(
    (running, text) => {
      const [, whole, part] = /^\((\d+) \/ (\d+)\)$/.exec(text) ?? []
      if (whole !== undefined && part !== undefined) {
        return halfUp(running * BigInt(whole), BigInt(part))
      }
      const [, off] = /^\(1 - (.+)\)$/.exec(text) ?? []
      const factor = off === undefined ? units(text, 4) : 10_000n - units(off, 4)
      return halfUp(running * factor, 10_000n)
    },
    units(base, 3)
  )
}

function charge(running: bigint): string {
  const { minimum } = figures()
  return `${halfUp(running < minimum ? minimum : running, 1000n)}.00`
}

function halfUp(amount: bigint, by: bigint): bigint {
  return (amount * 2n + by) / (by * 2n)
}

/** A written decimal as a whole number of its smallest units; throws where it has more digits. */
function units(text: string, digits: number): bigint {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined || fraction.length > digits) throw new Error(`Not a decimal: ${text}`)
  return BigInt(whole + fraction.padEnd(digits, '0'))
}

function cents(amount: bigint): string {
  const digits = String(amount).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

let known: Figures | undefined

function figures(): Figures {
  known ??= readFigures(plan())
  return known
}

function readFigures(text: string): Figures {
  const [, block = ''] = /^discounts .*\n((?:(?: .*)?\n)+)/m.exec(text) ?? []
  const own = block.matchAll(/^ +(\w+) +"[^"]*" +(\d+) %/gm)
  const countrywide = text.matchAll(/^constant (\w+)_discount +(\d+) %/gm)
  const lines = [...own, ...countrywide]
  return {
    percents: new Map(lines.map(([, name = '', percent]) => [name, Number(percent)])),
    cap: Number(figure(text, /combine by sum, at most (\d+) %/)),
    minimum: units(figure(text, /^ +at least +(\S+) +as "Minimum premium"/m), 3),
    feeCents: units(figure(text, /^fee mvcpa "[^"]*" +(\S+) each vehicle by term/m), 2),
  }
}

function figure(text: string, pattern: RegExp): string {
  const [, found] = pattern.exec(text) ?? []
  if (found === undefined) throw new Error(`The plan says nowhere ${pattern.source}`)
  return found
}

const tables = new Map<string, readonly Row[]>()

function csv(name: string): readonly Row[] {
  const read = tables.get(name)
  if (read !== undefined) return read
  const [head = '', ...lines] = tableText(name).trimEnd().split('\n')
  const columns = head.split(',')
  const rows = lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  })
  tables.set(name, rows)
  return rows
}

let planText: string | undefined

function plan(): string {
  planText ??= [TX, COUNTRYWIDE]
    .map((folder) => readFileSync(new URL('plan.rate', folder), 'utf8'))
    .join('\n')
  return planText
}

/** The rates of Texas, or those of all states where it has none of its own. */
function tableText(name: string): string {
  const own = new URL(`tables/${name}.csv`, TX)
  return readFileSync(existsSync(own) ? own : new URL(`tables/${name}.csv`, COUNTRYWIDE), 'utf8')
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index]
  if (item === undefined) throw new Error(`There is no number ${index + 1}`)
  return item
}
