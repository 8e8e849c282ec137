import { suggest } from '../diagnostics/suggestion.ts'
import { didYouMean } from '../check/did_you_mean.ts'
import type { Report } from '../check/report.ts'
import type { Span } from '../source.ts'
import type {
  ApplySteps,
  Ident,
  PlanItem,
  PremiumBlock,
  PremiumItem,
  StepsEdit,
  Title,
  TotalBlock,
} from '../syntax/ast.ts'

type Items = readonly PlanItem[]
type Steps = readonly PremiumItem[]

/** Steps in place of one, or before or after it, by the name that `as` gives it. */
export function editSteps(items: Items, { edit, step, items: steps }: StepsEdit, report: Report) {
  const verb = edit === 'replace' ? 'replace' : `insert ${edit}`
  return withStep(items, identOf(step), verb, report, (found) => {
    if (edit === 'replace') return steps
    return edit === 'before' ? [...steps, found] : [found, ...steps]
  })
}

/** The order of calculation without one step. */
export function removeStep(items: Items, name: Ident, report: Report): Items {
  return withStep(items, name, 'remove', report, () => [])
}

/** One step, or those from one to another of the same list, under a condition. */
export function applySteps(items: Items, declared: ApplySteps, report: Report): Items {
  const { when, span } = declared
  const [first, last] = [identOf(declared.first), identOf(declared.last ?? declared.first)]
  const areThere = [first, last].every((name) => isOne(items, name, 'apply', report))
  if (!areThere) return items
  let found = false
  const changed = inEachCalculation(items, (steps) => {
    const from = steps.findIndex((step) => nameOfStep(step)?.name === first.name)
    const to = steps.findIndex((step) => nameOfStep(step)?.name === last.name)
    if (from < 0 || to < from) return steps
    found = true
    const conditional = {
      kind: 'when_steps',
      when,
      steps: steps.slice(from, to + 1),
      span,
    } as const
    return [...steps.slice(0, from), conditional, ...steps.slice(to + 1)]
  })
  if (!found) {
    const message = `"${last.name}" does not come after "${first.name}" in one list of steps`
    report.error('RATE234', last.span, message, { help: 'apply each step by itself' })
  }
  return changed
}

type Change = (found: PremiumItem) => Steps

function withStep(items: Items, name: Ident, verb: string, report: Report, change: Change): Items {
  if (!isOne(items, name, verb, report)) return items
  return inEachCalculation(items, (steps) =>
    steps.flatMap((step) => (nameOfStep(step)?.name === name.name ? change(step) : [step]))
  )
}

/** Whether exactly one step of all orders of calculation is called so. */
function isOne(items: Items, { name, span }: Ident, verb: string, report: Report): boolean {
  const named = items.flatMap((item) => (isCalculation(item) ? namesIn(item.items) : []))
  const meant = named.filter((step) => step.name === name)
  if (meant.length === 1) return true
  if (meant.length === 0) {
    const known = named.map((step) => step.name)
    const meantFor = suggest(name, known)
    const message = `There is no step "${name}" to ${verb}${didYouMean(name, known)}`
    report.error('RATE231', span, message, { instead: meantFor && `"${meantFor}"` })
  } else {
    report.error('RATE232', span, `${meant.length} steps are called "${name}"`, {
      related: meant.map((step) => ({ span: step.span, message: 'one is here' })),
      help: 'give each a name of its own with "as"',
    })
  }
  return false
}

/** The orders of calculation, of each premium and of the policy's total, with their lists of steps changed. */
function inEachCalculation(items: Items, change: (steps: Steps) => Steps): Items {
  return items.map((item) =>
    isCalculation(item) ? { ...item, items: inEachList(item.items, change) } : item
  )
}

function inEachList(steps: Steps, change: (steps: Steps) => Steps): Steps {
  const inner = steps.map((step): PremiumItem => {
    if (step.kind !== 'when_steps') return step
    const { otherwise } = step
    return {
      ...step,
      steps: inEachList(step.steps, change),
      ...(otherwise && { otherwise: inEachList(otherwise, change) }),
    }
  })
  return change(inner)
}

function isCalculation(item: PlanItem): item is PremiumBlock | TotalBlock {
  return item.kind === 'premium' || item.kind === 'total'
}

function namesIn(steps: Steps): readonly { readonly name: string; readonly span: Span }[] {
  return steps.flatMap((step) => {
    if (step.kind === 'when_steps') return namesIn([...step.steps, ...(step.otherwise ?? [])])
    return nameOfStep(step) ?? []
  })
}

function nameOfStep(step: PremiumItem): Ident | null {
  const isNamed = step.kind === 'step' || step.kind === 'round'
  return isNamed && step.as ? identOf(step.as) : null
}

function identOf({ text, span }: Title): Ident {
  return { name: text, span }
}
