import type { PlanFile, PlanItem } from '../syntax/ast.ts'
import { nameOfItem, removableAs, replacesOf } from '../extend/statement_names.ts'
import { plainName, prose } from './prose.ts'

/** Where a state's plan differs from the countrywide one, in the words of a table of exceptions. */
export function exceptionLines(own: PlanFile, base: PlanFile): readonly string[] {
  const inherited = new Set(base.items.map(replacesOf).filter((name) => name !== null))
  const stated = own.items.filter((item) => replacesOf(item) !== null && item.kind !== 'discounts')
  const isReplacing = (item: PlanItem) => inherited.has(replacesOf(item) ?? '')
  const replacing = stated.filter(isReplacing).map(titleOfItem)
  const besides = stated.filter((item) => !isReplacing(item)).map(titleOfItem)
  return [
    ...own.items.flatMap((item) => exception(item) ?? []),
    ...(replacing.length > 0 ? [`In place of the countrywide ones: ${replacing.join(', ')}.`] : []),
    ...(besides.length > 0 ? [`Besides: ${besides.join(', ')}.`] : []),
  ]
}

function exception(item: PlanItem): string | null {
  switch (item.kind) {
    case 'remove': {
      const what = item.what === 'let' ? 'value' : item.what
      return `The ${what} ${nameText(item.what, item.name.name)} does not apply.`
    }
    case 'edit_steps': {
      const names = item.items.flatMap((step) =>
        'as' in step && step.as ? [`"${step.as.text}"`] : []
      )
      const steps = names.length > 0 ? names.join(', ') : 'other steps'
      if (item.edit === 'replace') return `${steps} in place of the step "${item.step.text}".`
      return `${steps} ${item.edit} the step "${item.step.text}".`
    }
    case 'apply_steps': {
      const to = item.last
        ? `s "${item.first.text}" to "${item.last.text}"`
        : ` "${item.first.text}"`
      return `The step${to} apply only where ${prose(item.when)}.`
    }
    case 'adapt':
      return 'Coverages, choices and questions of its own.'
    case 'discounts':
      return `Discounts of its own: ${item.items.map(({ name }) => plainName(name.name)).join(', ')}.`
    default:
      return null
  }
}

/** `rule UW-4`, `constant multi car discount`. */
function titleOfItem(item: PlanItem): string {
  const kind = removableAs(item)
  const [name] = nameOfItem(item)
  if (kind === null || name === undefined) {
    return item.kind === 'total'
      ? 'the steps on the total of the policy'
      : 'the order of calculation'
  }
  return `${kind === 'let' ? 'value' : kind} ${nameText(kind, name)}`
}

function nameText(kind: string, name: string): string {
  if (kind === 'step') return `"${name}"`
  return kind === 'rule' ? name : plainName(name)
}
