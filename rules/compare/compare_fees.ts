import type { FeeProgram } from '../program/program.ts'
import { growth } from './amounts.ts'
import { added, difference, differenceInMeaning, group, removed, renamed } from './change.ts'
import type { Change, ChangeGroup } from './comparison.ts'
import { by, match } from './match.ts'
import { sameMeaning, type Sides } from './meaning.ts'
import { compareApplicability } from './when_words.ts'

/** What differs in the fees. */
export function compareFees(sides: Sides): readonly ChangeGroup[] {
  const { before, after } = sides
  const matched = match(before.fees, after.fees, [
    by(({ name, from }) => `${name} ${from ?? ''}`),
    by(({ name }) => name),
    by(({ title }) => title),
  ])
  return [
    ...matched.pairs.flatMap(([old, fee]) =>
      group('fee', fee.name, fee.title, feeChanges(old, fee, sides))
    ),
    ...matched.removed.flatMap((fee) =>
      group('fee', fee.name, fee.title, [removed('the fee', chargeOf(fee))])
    ),
    ...matched.added.flatMap((fee) =>
      group('fee', fee.name, fee.title, [added('the fee', chargeOf(fee))])
    ),
  ]
}

function chargeOf({ text, each, by: term }: FeeProgram): string {
  return `${text} each ${each}${term === null ? '' : ` by ${term}`}`
}

function feeChanges(old: FeeProgram, fee: FeeProgram, sides: Sides): readonly Change[] {
  const isSame = sameMeaning(sides, old.amount, fee.amount)
  return [
    ...renamed('name', old.name, fee.name),
    ...difference('title', old.title, fee.title),
    ...differenceInMeaning('amount', isSame, old.text, fee.text).map((change) => ({
      ...change,
      note: change.note ?? growth(old.text, fee.text),
    })),
    ...difference('kind', old.kind, fee.kind),
    ...difference('from', old.from, fee.from),
    ...difference('until', old.until, fee.until),
    ...difference('each', old.each, fee.each),
    ...difference('by', old.by, fee.by),
    ...difference('rounding', roundingOf(old), roundingOf(fee)),
    ...compareApplicability({ ...old, ...ANYWHERE }, { ...fee, ...ANYWHERE }, sides),
    ...difference('citation', old.citation ?? null, fee.citation ?? null),
  ]
}

const ANYWHERE = { coverages: null, unless: null } as const

function roundingOf({ round }: FeeProgram): string {
  return round ? `to ${round.to} ${round.mode}` : 'exact'
}
