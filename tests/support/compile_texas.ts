import { compile, type Compilation, type Source } from '#rules/index'
import { stateRegulation, stateSources } from './state_sources.ts'

/** The sources of the Texas plan and of the countrywide plan that it extends, as they stand in their folders. */
export function texasSources() {
  return stateSources('tx')
}

/** Compiles the Texas plan, with other texts of it and of the countrywide plan where a change is given. */
export function compileTexas(change: (plan: string) => string = (plan) => plan): Compilation {
  const { base, plan, ...sources } = texasSources()
  const changed = ({ name, text }: Source) => ({ name, text: change(text) })
  return compile({ ...sources, plan: changed(plan), base: { ...base, plan: changed(base.plan) } })
}

/** The law of Texas as it stands beside the plan. */
export function texasRegulation(): Source {
  return stateRegulation('tx')
}
