import type { NamedValue } from '../program/program.ts'
import { added, difference, differenceInMeaning, group, removed, renamed } from './change.ts'
import type { ChangeGroup } from './comparison.ts'
import { by, match } from './match.ts'
import { sameMeaning, type Sides } from './meaning.ts'
import { expressionWords } from './words.ts'

/** What differs in the definitions: the `let`s. */
export function compareValues(sides: Sides): readonly ChangeGroup[] {
  const { before, after, was, is } = sides
  const matched = match(before.values, after.values, [
    by(({ name }) => name),
    { before: (value) => was.of(meant(value)), after: (value) => is.of(meant(value)) },
  ])
  for (const [old, value] of matched.pairs) {
    if (old.name !== value.name) was.rename('value', old.name, value.name)
  }
  const alone = (change: typeof added) => (value: NamedValue) =>
    group('value', value.name, null, [change('the definition', expressionWords(value.expression))])
  return [
    ...matched.pairs.flatMap(([old, value]) =>
      group('value', value.name, null, [
        ...renamed('name', old.name, value.name),
        ...difference('of', old.of.join(', ') || 'policy', value.of.join(', ') || 'policy'),
        ...differenceInMeaning(
          'definition',
          sameMeaning(sides, old.expression, value.expression),
          expressionWords(old.expression),
          expressionWords(value.expression)
        ),
        ...difference('citation', old.citation ?? null, value.citation ?? null),
      ])
    ),
    ...matched.removed.flatMap(alone(removed)),
    ...matched.added.flatMap(alone(added)),
  ]
}

function meant({ of, expression }: NamedValue): unknown {
  return { of, expression }
}
