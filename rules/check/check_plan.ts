import { digitsOf, type DigitsWorld } from '../plan/digits_of.ts'
import { discountsDomain } from '../plan/discounts_domain.ts'
import { numbers } from '../plan/domain.ts'
import { indexShape } from '../plan/shape_index.ts'
import type { PlanModel } from '../plan/model.ts'
import type { Program } from '../program/program.ts'
import type { PlanFile } from '../syntax/ast.ts'
import { boundedDigits } from './bounded_digits.ts'
import { noNegativePremiums } from './no_negative_premiums.ts'
import { noZeroDivisors } from './no_zero_divisors.ts'
import { possibleConditions } from './possible_conditions.ts'
import { pricedCoverages } from './priced_coverages.ts'
import type { Report } from './report.ts'
import { totalTables, type TableUse } from './total_tables.ts'
import { usedAnswers } from './used_answers.ts'
import { usedNames } from './used_names.ts'
import { usedRows } from './used_rows.ts'
import { wholeCases } from './whole_cases.ts'
import { worstCase } from './worst_case.ts'

/** Runs every check that looks at the plan as a whole, in the order in which people mend things. */
export function checkPlan(
  plan: PlanModel,
  file: PlanFile,
  report: Report
): Pick<TableUse, 'refusing'> & { readonly worstCase: Program['worstCase'] } {
  const world = digitsWorld(plan)
  pricedCoverages(plan, report)
  wholeCases(plan, world, report)
  noZeroDivisors(plan, world, report)
  const use = totalTables(plan, world, report)
  boundedDigits(plan, world, report)
  usedRows(plan, use, report)
  usedNames(plan, report)
  usedAnswers(plan, file, report)
  possibleConditions(plan, world, report)
  noNegativePremiums(plan, world, report)
  return { refusing: use.refusing, worstCase: worstCase(plan, file.header.span, report) }
}

function digitsWorld(plan: PlanModel): DigitsWorld {
  const base: DigitsWorld = {
    index: indexShape(plan.shape),
    tables: plan.tables,
    lets: plan.lets,
    letDomains: new Map(),
    letDigits: new Map(),
    discountDigits: 0,
    discounts: numbers(null, null, false),
  }
  const discounts = discountsDomain(plan, { ...base, letDomains: new Map() })
  return { ...base, discounts, discountDigits: discountDigits(plan, base) }
}

/** A sum has the digits of its finest part; a product may have those of all parts together. */
function discountDigits({ discounts }: PlanModel, world: DigitsWorld): number | null {
  if (!discounts) return 0
  const coverages = discounts.over.coverages ?? [null]
  const parts = [
    ...discounts.items.map(({ percent }) => percent),
    ...(discounts.atMost ? [discounts.atMost] : []),
  ]
  const digits = parts.map((part) =>
    coverages.map((coverage) => digitsOf(part, coverage, world)).reduce(larger, 0)
  )
  return discounts.combine === 'sum' ? digits.reduce(larger, 0) : digits.reduce(sum, 0)
}

function larger(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b)
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}
