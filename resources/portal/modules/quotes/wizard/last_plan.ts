const KEY = 'ratewright.last_plan'

/** The plan that the last quote on this computer was begun with; empty where there is none. */
export function lastPlan(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

/** Remembers a plan for the next quote. */
export function rememberPlan(plan: string): void {
  try {
    localStorage.setItem(KEY, plan)
  } catch {
    // Without it the first plan is offered.
  }
}
