/** Reads the worked examples of the Texas plan by lines and patterns, without the rating language. */
import { readFileSync } from 'node:fs'

import type { HandDriver, HandFacts, HandPolicy, HandValue, HandVehicle } from './texas_by_hand.ts'

export interface WorkedPremium {
  readonly coverage: string
  /** From 1. */
  readonly vehicle: number
  readonly amount: string
  readonly by: string
}
export interface WorkedExample {
  readonly title: string
  readonly facts: HandFacts
  readonly premiums: readonly WorkedPremium[]
  /** `refer UW-3`, in the order written. */
  readonly rules: readonly string[]
  /** `decline`, `referral`, `requirement`: what is expected not to happen. */
  readonly none: readonly string[]
  readonly fee: string
  readonly total: string
}

type Fields = Readonly<Record<string, HandValue>>

/** The source of the Texas plan. */
export function texasPlan(): string {
  return readFileSync(new URL('../../plugins/tx/plan.rate', import.meta.url), 'utf8')
}

/** Every worked example of a plan source, in its order. */
export function readExamples(source: string): readonly WorkedExample[] {
  return joined(source)
    .split(/^(?=example )/m)
    .filter((block) => block.startsWith('example '))
    .map(readExample)
}

/** One statement a line, without columns: a line that ends with a comma or begins with an operator is continued. */
function joined(source: string): string {
  return source
    .replaceAll(/,\n +/g, ', ')
    .replaceAll(/\n +(?=[*=] )/g, ' ')
    .replaceAll(/(?<=\S) {2,}/g, ' ')
}

function readExample(block: string): WorkedExample {
  const lines = block.split('\n').map((line) => line.trim())
  const [head = ''] = lines
  return {
    title: first(head, /"(.+)"/),
    facts: readFacts(lines),
    premiums: lines.flatMap((line) => {
      const [, coverage, vehicle, amount = '', by = ''] =
        /^(\w+) of vehicle (\d+) = (\S+) by (.+)$/.exec(line) ?? []
      return coverage === undefined ? [] : [{ coverage, vehicle: Number(vehicle), amount, by }]
    }),
    rules: lines.filter((line) => /^(decline|refer|require) [A-Z]/.test(line)),
    none: lines.flatMap((line) => /^no (\w+)$/.exec(line)?.slice(1) ?? []),
    fee: first(block, /^ +fee mvcpa = (\S+)/m),
    total: first(block, /^ +total = (\S+)/m),
  }
}

function readFacts(lines: readonly string[]): HandFacts {
  let policy: Fields = {}
  const drivers: (Fields & { violations: Fields[] })[] = []
  const vehicles: (Fields & { coverages: Record<string, Fields> })[] = []
  for (const line of lines) {
    const [, word, rest = ''] = /^(policy|driver|violation|vehicle) +(.+)$/.exec(line) ?? []
    if (word === 'policy') policy = fields(rest)
    if (word === 'driver') drivers.push(Object.assign(fields(rest), { violations: [] }))
    if (word === 'violation') drivers.at(-1)?.violations.push(fields(rest))
    if (word === 'vehicle') vehicles.push(Object.assign(fields(rest), { coverages: {} }))
    if (/^BI \d+\/\d+(,|$)/.test(line)) Object.assign(vehicles.at(-1) ?? {}, coverages(line))
  }
  // The examples are typed by the plan's author: the twin fails on a field that is missing.
  return {
    policy: policy as unknown as HandPolicy,
    drivers: drivers as unknown as HandDriver[],
    vehicles: vehicles as unknown as HandVehicle[],
  }
}

function fields(text: string): Fields {
  const pairs = text.split(', ').map((pair): [string, HandValue] => {
    const [, name = '', value = ''] = /^(\w+) +(.+)$/.exec(pair) ?? []
    return [name, fieldValue(value)]
  })
  return Object.fromEntries(pairs.map(([name, value]) => [name, zipIsText(name, value)]))
}

function fieldValue(text: string): HandValue {
  if (text === 'yes' || text === 'no') return text === 'yes'
  if (/^\d+$/.test(text)) return Number(text)
  return text.replaceAll('"', '')
}

function zipIsText(name: string, value: HandValue): HandValue {
  return name === 'garaging_zip' ? String(value) : value
}

function coverages(line: string): { coverages: Record<string, Fields> } {
  const taken = line.split(', ').map((pair): [string, Fields] => {
    const [name = '', choice = ''] = pair.split(' ')
    const term = name === 'COMP' || name === 'COLL' ? 'deductible' : 'limit'
    return [name, { [term]: fieldValue(choice) }]
  })
  return { coverages: Object.fromEntries(taken) }
}

function first(text: string, pattern: RegExp): string {
  const [, found] = pattern.exec(text) ?? []
  if (found === undefined) throw new Error(`${pattern.source} is not in ${text.slice(0, 80)}`)
  return found
}
