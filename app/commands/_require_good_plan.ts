import { renderDiagnostics } from '#rules/index'
import { checkPlan } from '#services/plans/check_plan'
import type { PlanPlugin } from '#services/plans/load_plugins'
import { refusal } from './_command_problem.ts'
import type { Workshop } from './_open_plugin.ts'

/** Refuses a plan with an error with a worked example or an expectation that does not hold. */
export async function requireGoodPlan(plan: PlanPlugin, { root, color }: Workshop): Promise<void> {
  const { sources, diagnostics, examples, expectations } = await checkPlan(plan, root)
  const errors = [
    ...diagnostics.filter(({ severity }) => severity === 'error'),
    ...examples.flatMap(({ failures }) => failures),
    ...expectations
      .flatMap((expectation) => expectation.diagnostics)
      .filter(({ severity }) => severity === 'error'),
  ]
  if (errors.length === 0) return
  throw refusal(renderDiagnostics(errors, sources, { color }).trimEnd())
}
