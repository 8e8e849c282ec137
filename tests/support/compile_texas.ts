import { readdirSync, readFileSync } from 'node:fs'
import { compile, type Compilation, type CompileInput, type Source } from '#rules/index'

const PLUGINS = new URL('../../plugins/', import.meta.url)

/** The sources of the Texas plan as they stand in its folder. */
export function texasSources(): CompileInput {
  const folder = new URL('tx/tables/', PLUGINS)
  const tables = readdirSync(folder).map((name) => [
    name,
    readFileSync(new URL(name, folder), 'utf8'),
  ])
  return {
    product: source('personal_auto/product.rate'),
    plan: source('tx/plan.rate'),
    tables: Object.fromEntries(tables),
  }
}

/** Compiles the Texas plan, with another text where one is given. */
export function compileTexas(change: (plan: string) => string = (plan) => plan): Compilation {
  const sources = texasSources()
  return compile({ ...sources, plan: { ...sources.plan, text: change(sources.plan.text) } })
}

/** The law of Texas as it stands beside the plan. */
export function texasRegulation(): Source {
  return source('tx/regulation.rate')
}

function source(name: string): Source {
  return { name, text: readFileSync(new URL(name, PLUGINS), 'utf8') }
}
