/** Reads the worked examples of the California plan by lines and patterns, without the rating language. */
import { readFileSync } from 'node:fs'
import type {
  CaliforniaDriver,
  CaliforniaFacts,
  CaliforniaValue,
  CaliforniaVehicle,
} from './california_by_hand.ts'

export interface CaliforniaExample {
  readonly title: string
  readonly facts: CaliforniaFacts
  readonly premiums: readonly {
    readonly coverage: string
    readonly vehicle: number
    readonly amount: string
    readonly by: string
  }[]
  readonly fees: Readonly<Record<string, string>>
  readonly total: string
  readonly rules: readonly string[]
  /** `decline`, `referral`, `requirement`: what is expected not to happen. */
  readonly none: readonly string[]
}

type Fields = Record<string, CaliforniaValue>

/** Every worked example of the plan, in its order. */
export function californiaExamples(): readonly CaliforniaExample[] {
  const source = readFileSync(new URL('../../plugins/ca/plan.rate', import.meta.url), 'utf8')
  return source
    .replaceAll(/,\n +/g, ', ')
    .replaceAll(/\n +(?=[*=] )/g, ' ')
    .split(/^(?=example )/m)
    .filter((block) => block.startsWith('example '))
    .map((block) => readExample(block.split('\n').map((line) => line.trim())))
}

function readExample(lines: readonly string[]): CaliforniaExample {
  const matches = (pattern: RegExp) =>
    lines.flatMap((line) => {
      const found = pattern.exec(line)
      return found ? [found] : []
    })
  const [, title = ''] = matches(/^example "(.+)"$/)[0] ?? []
  const [, total = ''] = matches(/^total += (\S+)$/)[0] ?? []
  const premiums = matches(/^(\w+) of vehicle (\d+) += (\S+) +by (.+)$/)
  const fees = matches(/^fee (\w+) += (\S+)$/)
  return {
    title,
    facts: readFacts(lines),
    premiums: premiums.map(([, coverage = '', vehicle, amount = '', by = '']) => ({
      coverage,
      vehicle: Number(vehicle),
      amount,
      by,
    })),
    fees: Object.fromEntries(fees.map(([, name = '', amount = '']) => [name, amount])),
    total,
    rules: lines.filter((line) => /^(decline|refer|require) [A-Z]/.test(line)),
    none: matches(/^no (\w+)$/).map(([, what = '']) => what),
  }
}

function readFacts(lines: readonly string[]): CaliforniaFacts {
  let policy: Fields = {}
  const drivers: (Fields & { violations: Fields[] })[] = []
  const vehicles: (Fields & { coverages: Record<string, string> })[] = []
  for (const line of lines) {
    const [, word, rest = ''] = /^(policy|driver|violation|vehicle) +(.+)$/.exec(line) ?? []
    if (word === 'policy') policy = fields(rest)
    if (word === 'driver') drivers.push(Object.assign(fields(rest), { violations: [] }))
    if (word === 'violation') drivers.at(-1)?.violations.push(fields(rest))
    if (word === 'vehicle') vehicles.push(Object.assign(fields(rest), { coverages: {} }))
    if (/^BI \d+\/\d+(,|$)/.test(line)) {
      const taken = line.split(/, +/).map((pair) => pair.split(' '))
      Object.assign(vehicles.at(-1) ?? {}, { coverages: Object.fromEntries(taken) })
    }
  }
  // The examples are typed by the plan's author: the twin fails on a field that is missing.
  return {
    policy: policy as unknown as CaliforniaFacts['policy'],
    drivers: drivers as unknown as CaliforniaDriver[],
    vehicles: vehicles as unknown as CaliforniaVehicle[],
  }
}

function fields(text: string): Fields {
  const pairs = text.split(/, +/).map((pair): [string, CaliforniaValue] => {
    const [, name = '', value = ''] = /^(\w+) +(.+)$/.exec(pair) ?? []
    return [name, name === 'garaging_zip' ? value : fieldValue(value)]
  })
  return Object.fromEntries(pairs)
}

function fieldValue(text: string): CaliforniaValue {
  if (text === 'yes' || text === 'no') return text === 'yes'
  if (/^\d+$/.test(text)) return Number(text)
  return text.replaceAll('"', '')
}
