import type { PremiumProgram, Program, StepProgram } from '../program/program.ts'
import { added, difference, differenceInMeaning, group, removed, renamed } from './change.ts'
import type { Change, ChangeGroup } from './comparison.ts'
import { by, match, movedPairs } from './match.ts'
import { sameMeaning, type Sides } from './meaning.ts'
import { compareApplicability } from './when_words.ts'

/** What differs in the orders of calculation: steps changed, renamed, moved, added and removed. */
export function compareSteps(sides: Sides): readonly ChangeGroup[] {
  const { before, after } = sides
  const matched = match(before.premiums, after.premiums, [
    by(titleOf),
    by(({ entity, coverages }) => `${entity} ${coverages?.[0] ?? ''}`),
    by(({ entity }) => entity),
  ])
  return [
    ...matched.pairs.flatMap(([old, premium]) =>
      group('step', titleOf(premium), null, [
        ...difference('for', titleOf(old), titleOf(premium)),
        ...orderChanges(old, premium, sides),
      ])
    ),
    ...matched.removed.flatMap((premium) =>
      group('step', titleOf(premium), null, [removed('the premium', sizeOf(premium))])
    ),
    ...matched.added.flatMap((premium) =>
      group('step', titleOf(premium), null, [added('the premium', sizeOf(premium))])
    ),
    ...group('step', 'total of the policy', null, totalChanges(before.total, after.total, sides)),
  ]
}

function totalChanges(
  old: Program['total'],
  total: Program['total'],
  sides: Sides
): readonly Change[] {
  if (old && total) return orderChanges(old, total, sides)
  return [
    ...(old ? [removed('the total', sizeOf(old))] : []),
    ...(total ? [added('the total', sizeOf(total))] : []),
  ]
}

/** An order of calculation. */
type Order = Pick<PremiumProgram, 'steps'>

function titleOf({ entity, coverages }: PremiumProgram): string {
  const each = entity === 'policy' ? 'the policy' : `each ${entity}`
  return `premium of ${each}${coverages ? `: ${coverages.join(', ')}` : ''}`
}

function sizeOf({ steps }: Order): string {
  return `${steps.length} steps`
}

function orderChanges(old: Order, premium: Order, sides: Sides): readonly Change[] {
  const { was, is } = sides
  const matched = match(old.steps, premium.steps, [
    {
      before: ({ op, name, operand }) => was.of([op, name, operand]),
      after: ({ op, name, operand }) => is.of([op, name, operand]),
    },
    by(({ op, name }) => JSON.stringify([op, name])),
    {
      before: ({ op, operand }) => operand && was.of([op, operand]),
      after: ({ op, operand }) => operand && is.of([op, operand]),
    },
    by(({ name }) => name),
    by(({ op }) => (op === 'base' ? op : null)),
  ])
  const moved = movedPairs(matched.pairs, premium.steps)
  const changes = matched.pairs.flatMap(([before, after]) => [
    ...stepChanges(before, after, sides),
    ...(moved.has(after) ? [moveOf(before, old, after, premium)] : []),
  ])
  return [
    ...together(changes, premium.steps.length),
    ...matched.removed.map((step) => removed(step.name, lineOf(step))),
    ...matched.added.map((step) => added(step.name, lineOf(step))),
  ]
}

function stepChanges(old: StepProgram, step: StepProgram, sides: Sides): readonly Change[] {
  const { name } = step
  return [
    ...renamed('step', old.name, name),
    ...differenceInMeaning(
      name,
      old.op === step.op && sameMeaning(sides, old.operand, step.operand),
      lineOf(old),
      lineOf(step)
    ),
    ...compareApplicability(old, step, sides).map((change) => ({
      ...change,
      what: `${name}: ${change.what}`,
    })),
    ...difference(`${name}: rounding`, roundingOf(old), roundingOf(step)),
    ...difference(`${name}: citation`, old.citation ?? null, step.citation ?? null),
  ]
}

/** A step as the plan writes it, without its name. */
function lineOf({ op, text }: StepProgram): string {
  return text === '' ? op : `${op} ${text}`
}

function roundingOf({ round }: StepProgram): string {
  return round ? `to ${round.to} ${round.mode}` : 'exact'
}

function moveOf(before: StepProgram, old: Order, after: StepProgram, premium: Order): Change {
  return {
    kind: 'moved',
    what: after.name,
    before: placeOf(before, old),
    after: placeOf(after, premium),
    note: null,
    cells: [],
  }
}

function placeOf(step: StepProgram, { steps }: Order): string {
  const previous = steps[steps.indexOf(step) - 1]
  return previous ? `after ${previous.name}` : 'first'
}

/** What happened to several steps alike, such as their rounding, told once. */
function together(changes: readonly Change[], steps: number): readonly Change[] {
  const alike = Map.groupBy(changes, ({ kind, what, before, after }) => {
    const aspect = what.split(': ').at(-1)
    return kind === 'changed' && what.includes(': ') ? JSON.stringify([aspect, before, after]) : ''
  })
  const told = new Set<string>()
  return changes.flatMap((change) => {
    const [key, cells] = [...alike].find(([, members]) => members.includes(change)) ?? ['', []]
    if (key === '' || cells.length < 3) return [change]
    if (told.has(key)) return []
    told.add(key)
    const aspect = change.what.split(': ').at(-1) ?? ''
    const which = cells.length === steps ? `all ${steps} steps` : `${cells.length} steps`
    return [{ ...change, what: `${which}: ${aspect}`, cells }]
  })
}
