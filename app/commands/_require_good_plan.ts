import { renderDiagnostics } from '#rules/index'
import { checkPlan } from '#services/plans/check_plan'
import type { PlanPlugin } from '#services/plans/load_plugins'
import { refusal } from './_command_problem.ts'
import type { Workshop } from './_open_plugin.ts'

/** Refuses a plan with an error or with a worked example that does not hold. */
export async function requireGoodPlan(plan: PlanPlugin, { root, color }: Workshop): Promise<void> {
  const { sources, diagnostics, examples } = await checkPlan(plan, root)
  const errors = [
    ...diagnostics.filter(({ severity }) => severity === 'error'),
    ...examples.flatMap(({ failures }) => failures),
  ]
  if (errors.length === 0) return
  throw refusal(renderDiagnostics(errors, sources, { color }).trimEnd())
}
