import type { BookRecipe } from '#services/books/draw_book'
import { recipeOf } from '#services/books/recipe_of'
import type { HashedProgram } from '#rules/index'
import type { PlanPlugin } from '#services/plans/load_plugins'
import { readPlanSources, tablesOf } from '#services/plans/read_plan_sources'
import { misuse } from './_command_problem.ts'
import type { Workshop } from './_open_plugin.ts'

/** How a book of a plan is drawn; without a day, cover begins when the plan comes into force. */
export async function bookRecipe(
  plugin: PlanPlugin,
  { program }: HashedProgram,
  workshop: Workshop,
  { seed, from }: { readonly seed: number; readonly from?: string | undefined }
): Promise<BookRecipe> {
  const tables = tablesOf(await readPlanSources(plugin, workshop.root))
  const firstDay = from ?? program.plan.newBusinessFrom
  if (!/^\d{4}-\d{2}-\d{2}$/.test(firstDay) || Number.isNaN(Date.parse(firstDay))) {
    throw misuse(`--from ${firstDay} is no date.`, 'write it as YYYY-MM-DD')
  }
  return recipeOf(plugin, { shape: program.shape, tables, firstDay, seed })
}
