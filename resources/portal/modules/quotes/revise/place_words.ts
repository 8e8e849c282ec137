import type { EntityShape } from '../../../client/types.ts'
import { titleOf } from './draft.ts'

/** A place in the facts in the words of the form: `Driver 2: Name`; what the form has no title for, as it is named. */
export function placeWords(pointer: string, policy: EntityShape): string {
  const steps = pointer.slice(1).split('/')
  let entity = policy
  if (steps[0] === 'policy') steps.shift()
  const owners: string[] = []
  for (;;) {
    const [list, at] = steps
    const inner = entity.entities.find((each) => each.list === list)
    if (!inner || at === undefined) break
    owners.push(titleOf(inner, Number(at)))
    entity = inner
    steps.splice(0, 2)
  }
  const field = entity.fields.find(({ name }) => name === steps[0])
  if (steps[0] === 'coverages') {
    steps.shift()
    const coverage = entity.coverages.find(({ name }) => name === steps[0])
    if (coverage) steps[0] = coverage.title
  }
  const rest = field ? field.title : steps.join(', ').replaceAll('_', ' ')
  return [...owners, ...(rest === '' ? [] : [rest])].join(': ')
}
