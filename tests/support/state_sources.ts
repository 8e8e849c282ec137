import { readdirSync, readFileSync } from 'node:fs'
import type { BasePlan, CompileInput, Source } from '#rules/index'

const PLUGINS = new URL('../../plugins/', import.meta.url)

/** The folders of the six states. */
export const STATES = ['ca', 'fl', 'mi', 'ny', 'pa', 'tx'] as const
export type State = (typeof STATES)[number]

/** The sources of a state's plan and of the countrywide plan that it extends, as they stand, without its law. */
export function stateSources(state: State): CompileInput & { readonly base: BasePlan } {
  return {
    product: source('personal_auto/product.rate'),
    plan: source(`${state}/plan.rate`),
    base: { plan: source('countrywide/plan.rate'), tables: tablesOf('countrywide') },
    tables: tablesOf(state),
  }
}

/** The law of a state as it stands beside its plan. */
export function stateRegulation(state: State): Source {
  return source(`${state}/regulation.rate`)
}

/** Answers that random text would not hit: the ZIP codes that the plan rates, and vehicles of California's filing. */
export function statesAnswers(state: State): Readonly<Record<string, readonly string[]>> {
  const isCalifornia = state === 'ca'
  const zips = firstCells(`${state}/tables/${isCalifornia ? 'zip' : 'territory'}.csv`)
  if (!isCalifornia) return { 'policy.garaging_zip': zips }
  const codes = firstCells('ca/tables/vehicle.csv').filter((code) => !code.startsWith('"'))
  return { 'policy.garaging_zip': zips, 'vehicle.vehicle_code': codes }
}

function tablesOf(folder: string): Readonly<Record<string, string>> {
  const tables = new URL(`${folder}/tables/`, PLUGINS)
  const names = readdirSync(tables).filter((name) => name.endsWith('.csv'))
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(new URL(name, tables), 'utf8')])
  )
}

function firstCells(path: string): readonly string[] {
  const [, ...rows] = readFileSync(new URL(path, PLUGINS), 'utf8').trimEnd().split('\n')
  return rows.map((row) => row.slice(0, row.indexOf(',')))
}

function source(name: string): Source {
  return { name, text: readFileSync(new URL(name, PLUGINS), 'utf8') }
}
