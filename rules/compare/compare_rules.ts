import type { Program, RuleProgram } from '../program/program.ts'
import { added, difference, differenceInMeaning, group, removed, renamed } from './change.ts'
import type { Change, ChangeGroup } from './comparison.ts'
import { by, match } from './match.ts'
import { sameMeaning, type Sides } from './meaning.ts'
import { conditionWords } from './words.ts'

/** What differs in the rules of underwriting. */
export function compareRules(sides: Sides): readonly ChangeGroup[] {
  const { was, is } = sides
  const [before, after] = [eligibilityOf(sides.before), eligibilityOf(sides.after)]
  const matched = match(before, after, [
    by(({ name }) => name),
    {
      before: ({ conditions, event }) => was.of([conditions, event.type]),
      after: ({ conditions, event }) => is.of([conditions, event.type]),
    },
  ])
  const alone = (change: typeof added) => (rule: RuleProgram) =>
    group('rule', rule.name, rule.event.params.title ?? null, [
      change(actionOf(rule), conditionWords(rule.conditions)),
    ])
  return [
    ...matched.pairs.flatMap(([old, rule]) =>
      group('rule', rule.name, rule.event.params.title ?? null, ruleChanges(old, rule, sides))
    ),
    ...matched.removed.flatMap(alone(removed)),
    ...matched.added.flatMap(alone(added)),
  ]
}

function eligibilityOf({ groups }: Program): readonly RuleProgram[] {
  return groups
    .flatMap(({ rules }) => rules)
    .filter(({ event }) => event.type !== 'discount' && event.type !== 'step')
    .toSorted((a, b) => a.event.params.order - b.event.params.order)
}

function actionOf({ event }: RuleProgram): string {
  const { to, reason } = event.params
  const towards = to === undefined ? '' : ` to ${to}`
  return `${event.type}${towards} "${reason ?? ''}"`
}

function ruleChanges(old: RuleProgram, rule: RuleProgram, sides: Sides): readonly Change[] {
  const [was, is] = [old.event.params, rule.event.params]
  return [
    ...renamed('name', old.name, rule.name),
    ...difference('title', was.title ?? null, is.title ?? null),
    ...difference('then', actionOf(old), actionOf(rule)),
    ...differenceInMeaning(
      'when',
      sameMeaning(sides, old.conditions, rule.conditions),
      conditionWords(old.conditions),
      conditionWords(rule.conditions)
    ),
    ...difference('citation', was.citation ?? null, is.citation ?? null),
  ]
}
