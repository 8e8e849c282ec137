import { judgeExpectations } from '#rules/index'
import type {
  Expectation,
  ExpectationResult,
  Facts,
  HashedProgram,
  PreparedProgram,
} from '#rules/index'
import { drawRiskNumbered } from '#services/books/draw_book'
import { recipeOf } from '#services/books/recipe_of'
import type { PlanPlugin } from './load_plugins.ts'

/** The book that prices are judged on: so many risks, from this seed. */
export const JUDGED_BOOK = { size: 250, seed: 7 } as const

/**
 * Judges what the plan declares of its prices on a book of the plan's own making.
 * @throws BookProblem where that can't be drawn.
 */
export function judgePrices(
  plugin: PlanPlugin,
  prepared: PreparedProgram,
  expectations: readonly Expectation[],
  tables: Readonly<Record<string, string>>
): Promise<readonly ExpectationResult[]> {
  if (expectations.length === 0) return Promise.resolve([])
  const book = bookOf(plugin, prepared.compiled, tables, JUDGED_BOOK)
  return judgeExpectations(prepared, expectations, book)
}

/** The first risks of the plan's book, from the first day that the plan is in force. */
export function bookOf(
  plugin: PlanPlugin,
  { program }: HashedProgram,
  tables: Readonly<Record<string, string>>,
  { size, seed }: { readonly size: number; readonly seed: number }
): readonly Facts[] {
  const { shape, plan } = program
  const recipe = recipeOf(plugin, { shape, tables, firstDay: plan.newBusinessFrom, seed })
  return Array.from({ length: size }, (_, at) => drawRiskNumbered(recipe, at + 1))
}
