import { didYouMean } from '../check/did_you_mean.ts'
import type { Report } from '../check/report.ts'
import type { Span } from '../source.ts'
import type {
  Ident,
  PlanItem,
  PremiumBlock,
  PremiumItem,
  StepsEdit,
  TotalBlock,
} from '../syntax/ast.ts'

/** Steps in place of one, or before or after it, by the name that `as` gives it. */
export function editSteps(
  items: readonly PlanItem[],
  { edit, step, items: steps }: StepsEdit,
  report: Report
): readonly PlanItem[] {
  const name = { name: step.text, span: step.span }
  const verb = edit === 'replace' ? 'replace' : `insert ${edit}`
  return withStep(items, name, verb, report, (found) => {
    if (edit === 'replace') return steps
    return edit === 'before' ? [...steps, found] : [found, ...steps]
  })
}

/** The order of calculation without one step. */
export function removeStep(
  items: readonly PlanItem[],
  name: Ident,
  report: Report
): readonly PlanItem[] {
  return withStep(items, name, 'remove', report, () => [])
}

type Change = (found: PremiumItem) => readonly PremiumItem[]

function withStep(
  items: readonly PlanItem[],
  { name, span }: Ident,
  verb: string,
  report: Report,
  change: Change
): readonly PlanItem[] {
  const named = items.flatMap((item) => (isCalculation(item) ? namedSteps(item.items) : []))
  const meant = named.filter((step) => step.name === name)
  if (meant.length === 1) {
    return items.map((item) =>
      isCalculation(item) ? { ...item, items: changed(item.items, name, change) } : item
    )
  }
  const known = named.map((step) => step.name)
  if (meant.length === 0) {
    report.error('RATE231', span, `There is no step "${name}" to ${verb}${didYouMean(name, known)}`)
  } else {
    report.error('RATE232', span, `${meant.length} steps are called "${name}"`, {
      related: meant.map((step) => ({ span: step.span, message: 'one is here' })),
      help: 'give each a name of its own with "as"',
    })
  }
  return items
}

/** The orders of calculation: of each premium, and of the policy's total. */
function isCalculation(item: PlanItem): item is PremiumBlock | TotalBlock {
  return item.kind === 'premium' || item.kind === 'total'
}

function namedSteps(
  steps: readonly PremiumItem[]
): readonly { readonly name: string; readonly span: Span }[] {
  return steps.flatMap((step) => {
    switch (step.kind) {
      case 'step':
      case 'round':
        return step.as ? [{ name: step.as.text, span: step.as.span }] : []
      case 'round_every':
        return []
      case 'when_steps':
        return [...namedSteps(step.steps), ...namedSteps(step.otherwise ?? [])]
    }
  })
}

function changed(
  steps: readonly PremiumItem[],
  name: string,
  change: Change
): readonly PremiumItem[] {
  return steps.flatMap((step) => {
    switch (step.kind) {
      case 'step':
      case 'round':
        return step.as?.text === name ? change(step) : [step]
      case 'round_every':
        return [step]
      case 'when_steps': {
        const { otherwise } = step
        return [
          {
            ...step,
            steps: changed(step.steps, name, change),
            ...(otherwise && { otherwise: changed(otherwise, name, change) }),
          },
        ]
      }
    }
  })
}
