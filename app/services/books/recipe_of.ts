import type { ProductShape } from '#rules/index'
import type { PlanPlugin } from '#services/plans/load_plugins'
import type { BookRecipe } from './draw_book.ts'
import { readSpreads } from './read_spreads.ts'

/**
 * What decides the book of a plan: its product's draws, its state's answers, read from the tables.
 * @throws BookProblem where an answer is spread by a table that is not there.
 */
export function recipeOf(
  { manifest, product }: PlanPlugin,
  plan: {
    readonly shape: ProductShape
    /** Texts of the CSVs by their names. */
    readonly tables: Readonly<Record<string, string>>
    readonly firstDay: string
    readonly seed: number
  }
): BookRecipe {
  const { book } = manifest
  return {
    shape: plan.shape,
    draw: product.manifest.book,
    settle: book?.settle,
    spreads: readSpreads(book?.answers, plan.tables),
    firstDay: plan.firstDay,
    seed: plan.seed,
  }
}
