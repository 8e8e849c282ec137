import type { Meaning, Sides } from './meaning.ts'
import { differenceInMeaning } from './change.ts'
import type { Change } from './comparison.ts'
import { conditionWords } from './words.ts'

/** What decides whether a step, discount or fee applies. */
export interface Applicability {
  readonly coverages: readonly string[] | null
  readonly rule: string | null
  readonly unless: string | null
}

/** What differs in when something applies. */
export function compareApplicability(
  old: Applicability,
  now: Applicability,
  { was, is }: Sides
): readonly Change[] {
  return differenceInMeaning(
    'when',
    meant(old, was) === meant(now, is),
    whenWords(old, was),
    whenWords(now, is)
  )
}

/** When it applies, in words: `coverage in COMP, COLL and driver.age < 25`, or `always`. */
export function whenWords({ coverages, rule, unless }: Applicability, meaning: Meaning): string {
  const [when, not] = [meaning.rule(rule), meaning.rule(unless)]
  const parts = [
    coverages && `coverage in ${coverages.join(', ')}`,
    when && conditionWords(when.conditions),
    not && `not (${conditionWords(not.conditions)})`,
  ]
  return parts.filter((part) => part !== null).join(' and ') || 'always'
}

function meant({ coverages, rule, unless }: Applicability, meaning: Meaning): string {
  const [when, not] = [meaning.rule(rule), meaning.rule(unless)]
  return meaning.of([coverages, when && when.conditions, not && not.conditions])
}
