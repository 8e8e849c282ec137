/** Reads the plans of all states and their worked examples by lines and patterns, without the rating language. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'

import type { Ending } from './worked_arithmetic.ts'

const PLUGINS = new URL('../../plugins/', import.meta.url)
const COUNTRYWIDE = 'countrywide'

/** The folder of a plan with territories, its source, and what it declares. */
export interface StatePlan {
  readonly folder: string
  readonly source: string
  readonly ending: Ending
  /** The most that discounts take off: `0.25`. */
  readonly cap: string
  readonly fees: readonly string[]
  /** `decline UW-1`, in the order of the manual. */
  readonly rules: readonly string[]
  readonly examples: readonly StateExample[]
}

export interface StateExample {
  readonly title: string
  readonly premiums: readonly { readonly amount: string; readonly by: string }[]
  /** How many coverages of how many vehicles are insured. */
  readonly insured: number
  readonly vehicles: number
  readonly fees: readonly { readonly name: string; readonly amount: string }[]
  readonly total: string
  readonly rules: readonly string[]
}

/** The plan of every plugin that divides its state into territories. */
export function statePlans(): readonly StatePlan[] {
  return readdirSync(PLUGINS)
    .filter((folder) => existsSync(new URL(`${folder}/territories.ts`, PLUGINS)))
    .map((folder) => readPlan(folder))
}

/** The rows of a plan's table, the header first. */
export function tableOf({ folder }: StatePlan, name: string): readonly (readonly string[])[] {
  return stateFile(folder, `tables/${name}.csv`)
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
}

/** A file of a state's folder as it is, or that of all states where it has none of its own. */
export function stateFile(folder: string, path: string): string {
  const own = new URL(`${folder}/${path}`, PLUGINS)
  return readFileSync(existsSync(own) ? own : new URL(`${COUNTRYWIDE}/${path}`, PLUGINS), 'utf8')
}

function readPlan(folder: string): StatePlan {
  const source = oneStatementALine(stateFile(folder, 'plan.rate'))
  const inherited = oneStatementALine(stateFile(COUNTRYWIDE, 'plan.rate'))
  // What a state says itself comes first, so that it is found before what it inherits.
  const whole = `${source}\n${inherited}`
  return {
    folder,
    source,
    ending: {
      step: first(whole, /^ +round every step below to (\S+)/m),
      minimum: first(whole, /^ +at least (\S+) as "Minimum premium"/m),
      last: first(whole, /^ +round to (\S+)/m),
    },
    cap: `0.${first(whole, /combine by sum, at most (\d+) %/)}`,
    fees: Array.from(source.matchAll(/^fee (\w+) /gm), ([, name = '']) => name),
    rules: [...rulesIn(inherited), ...rulesIn(source)].filter(
      (rule) => !source.includes(`remove rule ${rule.split(' ')[1]}\n`)
    ),
    examples: source
      .split(/^(?=example )/m)
      .filter((block) => block.startsWith('example '))
      .map(readExample),
  }
}

function rulesIn(source: string): readonly string[] {
  return Array.from(
    source.matchAll(/^rule (\S+) [^]*?then (decline|refer|require)\b/gm),
    ([, rule, action]) => `${action} ${rule}`
  )
}

function oneStatementALine(source: string): string {
  return source
    .replaceAll(/,\n +/g, ', ')
    .replaceAll(/\n +(?=[*=+/-] )/g, ' ')
    .replaceAll(/(?<=\S) {2,}/g, ' ')
}

function readExample(block: string): StateExample {
  const [given = '', expected = ''] = block.split(/^ {2}expect$/m)
  const taken = Array.from(given.matchAll(/^ {6}([A-Z]\w*.*)$/gm), ([, line = '']) => line)
  return {
    title: first(block, /^example "(.+)"/),
    premiums: Array.from(
      expected.matchAll(/^ +\w+ of vehicle \d+ = (\S+) by (.+)$/gm),
      ([, amount = '', by = '']) => ({ amount, by })
    ),
    insured: taken.flatMap((line) => line.split(', ')).length,
    vehicles: taken.length,
    fees: Array.from(expected.matchAll(/^ +fee (\w+) = (\S+)/gm), ([, name = '', amount = '']) => ({
      name,
      amount,
    })),
    total: first(expected, /^ +total = (\S+)/m),
    rules: Array.from(
      expected.matchAll(/^ +((?:decline|refer|require) \S+)$/gm),
      ([, rule = '']) => rule
    ),
  }
}

function first(text: string, pattern: RegExp): string {
  const [, found] = pattern.exec(text) ?? []
  if (found === undefined) throw new Error(`${pattern.source} is not in ${text.slice(0, 80)}`)
  return found
}
