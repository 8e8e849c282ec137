import { multiply } from '../money/arithmetic.ts'
import { integer } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import type { DiscountsProgram } from '../program/program.ts'
import { added, difference, differenceInMeaning, group, removed, renamed } from './change.ts'
import type { Change, ChangeGroup } from './comparison.ts'
import { by, match } from './match.ts'
import { sameMeaning, type Sides } from './meaning.ts'
import { compareApplicability, whenWords } from './when_words.ts'
import { expressionWords } from './words.ts'

type Item = DiscountsProgram['items'][number]

/** What differs in the discounts and in how they combine. */
export function compareDiscounts(sides: Sides): readonly ChangeGroup[] {
  const { before, after } = sides
  const matched = match(before.discounts, after.discounts, [
    by(({ name }) => name),
    by(({ items: listed }) => listed.map(({ name }) => name).join()),
  ])
  const items = match(
    before.discounts.flatMap((block) => block.items),
    after.discounts.flatMap((block) => block.items),
    [
      by(({ name }) => name),
      by(({ title }) => title),
      {
        before: (item) => sides.was.of([item.percent, sides.was.rule(item.rule)?.conditions]),
        after: (item) => sides.is.of([item.percent, sides.is.rule(item.rule)?.conditions]),
      },
    ]
  )
  return [
    ...matched.pairs.flatMap(([old, block]) =>
      group('discount', block.name, 'How they combine', blockChanges(old, block, sides))
    ),
    ...items.pairs.flatMap(([old, item]) =>
      group('discount', item.name, item.title, itemChanges(old, item, sides))
    ),
    ...items.removed.flatMap((item) =>
      group('discount', item.name, item.title, [
        removed(percentOf(item), whenWords(applicability(item), sides.was)),
      ])
    ),
    ...items.added.flatMap((item) =>
      group('discount', item.name, item.title, [
        added(percentOf(item), whenWords(applicability(item), sides.is)),
      ])
    ),
  ]
}

function blockChanges(
  old: DiscountsProgram,
  block: DiscountsProgram,
  sides: Sides
): readonly Change[] {
  return [
    ...renamed('name', old.name, block.name),
    ...difference('combine', `by ${old.combine}`, `by ${block.combine}`),
    ...differenceInMeaning(
      'at most',
      sameMeaning(sides, old.atMost, block.atMost),
      old.atMost && percentWords(old.atMost),
      block.atMost && percentWords(block.atMost)
    ),
    ...difference('each', old.of.join(', '), block.of.join(', ')),
    ...difference('coverages', coveragesOf(old), coveragesOf(block)),
    ...difference('citation', old.citation ?? null, block.citation ?? null),
  ]
}

function coveragesOf({ coverages }: DiscountsProgram): string {
  return coverages ? coverages.join(', ') : 'not per coverage'
}

function itemChanges(old: Item, item: Item, sides: Sides): readonly Change[] {
  return [
    ...renamed('name', old.name, item.name),
    ...difference('title', old.title, item.title),
    ...differenceInMeaning(
      'percentage',
      sameMeaning(sides, old.percent, item.percent),
      percentOf(old),
      percentOf(item)
    ),
    ...compareApplicability(applicability(old), applicability(item), sides),
    ...difference('citation', old.citation ?? null, item.citation ?? null),
  ]
}

function applicability({ rule }: Item) {
  return { coverages: null, rule, unless: null }
}

function percentOf({ percent }: Item): string {
  return percentWords(percent)
}

/** A fraction as a percentage, `0.05` as `5 %`; any other expression as it is. */
function percentWords(percent: Item['percent']): string {
  const fraction = percent.op === 'constant' ? parseDecimal(String(percent.value)) : null
  if (!fraction) return expressionWords(percent)
  return `${formatExact(multiply(fraction, integer(100)), 0)} %`
}
