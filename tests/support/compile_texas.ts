import { readdirSync, readFileSync } from 'node:fs'
import {
  compile,
  type BasePlan,
  type Compilation,
  type CompileInput,
  type Source,
} from '#rules/index'

const PLUGINS = new URL('../../plugins/', import.meta.url)

/** The sources of the Texas plan and of the countrywide plan that it extends, as they stand in their folders. */
export function texasSources(): CompileInput & { readonly base: BasePlan } {
  return {
    product: source('personal_auto/product.rate'),
    plan: source('tx/plan.rate'),
    base: { plan: source('countrywide/plan.rate'), tables: tablesOf('countrywide') },
    tables: tablesOf('tx'),
  }
}

/** Compiles the Texas plan, with other texts of it and of the countrywide plan where a change is given. */
export function compileTexas(change: (plan: string) => string = (plan) => plan): Compilation {
  const { base, plan, ...sources } = texasSources()
  const changed = ({ name, text }: Source) => ({ name, text: change(text) })
  return compile({ ...sources, plan: changed(plan), base: { ...base, plan: changed(base.plan) } })
}

/** The law of Texas as it stands beside the plan. */
export function texasRegulation(): Source {
  return source('tx/regulation.rate')
}

function tablesOf(folder: string): Readonly<Record<string, string>> {
  const tables = new URL(`${folder}/tables/`, PLUGINS)
  return Object.fromEntries(
    readdirSync(tables).map((name) => [name, readFileSync(new URL(name, tables), 'utf8')])
  )
}

function source(name: string): Source {
  return { name, text: readFileSync(new URL(name, PLUGINS), 'utf8') }
}
