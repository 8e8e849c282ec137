/** Reads the plans of all states and their worked examples by lines and patterns, without the rating language. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'

import type { Ending } from './worked_arithmetic.ts'

const PLUGINS = new URL('../../plugins/', import.meta.url)

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

/** A file of a state's folder as it is. */
export function stateFile(folder: string, path: string): string {
  return readFileSync(new URL(`${folder}/${path}`, PLUGINS), 'utf8')
}

function readPlan(folder: string): StatePlan {
  const source = oneStatementALine(stateFile(folder, 'plan.rate'))
  return {
    folder,
    source,
    ending: {
      step: first(source, /^ +round every step below to (\S+)/m),
      minimum: first(source, /^ +at least (\S+) as "Minimum premium"/m),
      last: first(source, /^ +round to (\S+)/m),
    },
    cap: `0.${first(source, /combine by sum, at most (\d+) %/)}`,
    fees: Array.from(source.matchAll(/^fee (\w+) /gm), ([, name = '']) => name),
    rules: Array.from(
      source.matchAll(/^rule (\S+) [^]*?then (decline|refer|require)\b/gm),
      ([, rule, action]) => `${action} ${rule}`
    ),
    examples: source
      .split(/^(?=example )/m)
      .filter((block) => block.startsWith('example '))
      .map(readExample),
  }
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
