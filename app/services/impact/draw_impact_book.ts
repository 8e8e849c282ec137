import type { Facts, ProductShape } from '#rules/index'
import { drawRiskNumbered, type BookRecipe } from '#services/books/draw_book'
import { recipeOf } from '#services/books/recipe_of'
import { loadPlugins, type LoadedPlugins } from '#services/plans/load_plugins'
import type { ImpactTask } from './impact_task.ts'

type Wanted = Extract<ImpactTask['risks'], { of: 'book' }>

let loaded: Promise<LoadedPlugins> | undefined
let kept: { readonly key: string; readonly recipe: BookRecipe; readonly risks: Facts[] } | undefined

/** The risks of a book; the last one is kept, since one edit after the other is tried on it, and only what it lacks is drawn. */
export async function drawImpactBook(
  shape: ProductShape,
  wanted: Wanted
): Promise<readonly Facts[]> {
  const { plan, firstDay, size, seed, tables } = wanted
  const key = JSON.stringify([plan, firstDay, seed, tables, shape])
  const { recipe, risks } =
    kept?.key === key ? kept : { recipe: await recipeFor(shape, wanted), risks: empty() }
  while (risks.length < size) risks.push(drawRiskNumbered(recipe, risks.length + 1))
  kept = { key, recipe, risks }
  return risks.slice(0, size)
}

const empty = (): Facts[] => []

async function recipeFor(shape: ProductShape, wanted: Wanted): Promise<BookRecipe> {
  const { plan, pluginsFolder, firstDay, seed, tables } = wanted
  loaded ??= loadPlugins(pluginsFolder)
  const { plans } = await loaded
  const plugin = plans.find(({ manifest }) => manifest.id === plan)
  if (plugin) return recipeOf(plugin, { shape, tables, firstDay, seed })
  return { shape, draw: undefined, settle: undefined, spreads: new Map(), firstDay, seed }
}
