import type { HashedProgram } from '../program/program.ts'
import { difference } from './change.ts'
import { compareDiscounts } from './compare_discounts.ts'
import { compareFees } from './compare_fees.ts'
import { compareRules } from './compare_rules.ts'
import { compareShape } from './compare_shape.ts'
import { compareSteps } from './compare_steps.ts'
import { compareTables } from './compare_tables.ts'
import { compareValues } from './compare_values.ts'
import type { Change, Comparison, PlanEdition } from './comparison.ts'
import { meaningIn, type Sides } from './meaning.ts'

/**
 * What an approver has to know of a new edition: every difference in what two programs ask, decide
 * and charge, and in their titles, reasons and citations. Values are compared, not texts: where a
 * thing stands in its file, and zeros at the end of a number, make no difference.
 */
export function comparePrograms(before: HashedProgram, after: HashedProgram): Comparison {
  const sides: Sides = {
    before: before.program,
    after: after.program,
    was: meaningIn(before.program),
    is: meaningIn(after.program),
  }
  const header = headerChanges(sides)
  // Tables and values come first, for what is renamed there is the same thing to all that follows.
  const tables = compareTables(sides)
  const values = compareValues(sides)
  const groups = [
    ...compareShape(sides),
    ...tables,
    ...values,
    ...compareRules(sides),
    ...compareDiscounts(sides),
    ...compareSteps(sides),
    ...compareFees(sides),
  ]
  const same = header.length === 0 && groups.length === 0
  return { before: editionOf(before), after: editionOf(after), same, header, groups }
}

function editionOf({ program, hash }: HashedProgram): PlanEdition {
  const { name, title, version } = program.plan
  return { name, title, version, hash }
}

const HEADINGS = {
  name: 'name',
  title: 'title',
  product: 'product',
  state: 'state',
  version: 'version',
  currency: 'currency',
  newBusinessFrom: 'new business from',
  renewalsFrom: 'renewals from',
} as const

function headerChanges({ before, after }: Sides): readonly Change[] {
  // Object.keys forgets the names of the keys, which are those of the literal above.
  const keys = Object.keys(HEADINGS) as (keyof typeof HEADINGS)[]
  return keys.flatMap((key) => difference(HEADINGS[key], before.plan[key], after.plan[key]))
}
