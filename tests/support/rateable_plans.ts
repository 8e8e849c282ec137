import { existsSync, readdirSync, readFileSync } from 'node:fs'

import type { CompileInput, GenerateOptions } from '#rules/index'
import { publishedCases } from './published_cases.ts'

const PLUGINS = new URL('../../plugins/', import.meta.url)
const STATES = ['ca', 'fl', 'mi', 'ny', 'pa', 'tx']

/** A plan of the repository with answers to generate risks from, most of which it rates. */
export interface RateablePlan {
  readonly name: string
  readonly sources: CompileInput
  readonly values: NonNullable<GenerateOptions['values']>
}

/** The plans of the six states, and every published one that compiles. */
export function rateablePlans(): readonly RateablePlan[] {
  const published = publishedCases().filter(({ diagnostics }) => diagnostics.length === 0)
  return [...STATES.map(statePlan), ...published]
}

/** One of the states' plans. */
export function statePlan(state: string): RateablePlan {
  const names = readdirSync(new URL(`${state}/tables/`, PLUGINS))
  const csv = names.filter((name) => name.endsWith('.csv'))
  const read = (name: string) => readPlugin(`${state}/tables/${name}`)
  const zips = existsSync(new URL(`${state}/tables/zip.csv`, PLUGINS)) ? 'zip' : 'territory'
  const [, ...rows] = read(`${zips}.csv`).trimEnd().split('\n')
  return {
    name: state,
    sources: {
      product: { name: 'product.rate', text: readPlugin('personal_auto/product.rate') },
      plan: { name: 'plan.rate', text: readPlugin(`${state}/plan.rate`) },
      tables: Object.fromEntries(csv.map((name) => [name, read(name)])),
    },
    values: { 'policy.garaging_zip': rows.map((row) => row.slice(0, 5)) },
  }
}

function readPlugin(path: string): string {
  return readFileSync(new URL(path, PLUGINS), 'utf8')
}
