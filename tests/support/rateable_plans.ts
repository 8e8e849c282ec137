import type { CompileInput, GenerateOptions } from '#rules/index'
import { publishedCases } from './published_cases.ts'
import { STATES, stateSources, type State } from './state_sources.ts'

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
export function statePlan(state: State): RateablePlan {
  const sources = stateSources(state)
  const zips = sources.tables['zip.csv'] ?? sources.tables['territory.csv'] ?? ''
  const [, ...rows] = zips.trimEnd().split('\n')
  return {
    name: state,
    sources,
    values: { 'policy.garaging_zip': rows.map((row) => row.slice(0, 5)) },
  }
}
