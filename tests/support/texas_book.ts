import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BookRecipe } from '#services/books/draw_book'
import { readSpreads } from '#services/books/read_spreads'
import { compilePlan } from '#services/plans/check_plan'
import { loadPlugins } from '#services/plans/load_plugins'
import { APP_ROOT } from '../../bin/importer.ts'

const root = fileURLToPath(APP_ROOT)
const csv = await readFile(
  new URL('../../plugins/tx/tables/territory.csv', import.meta.url),
  'utf8'
)

/** The Texas book that follows from a seed. */
export async function texasBook(seed: number): Promise<BookRecipe> {
  const { plans } = await loadPlugins(`${root}/plugins`)
  const plugin = plans.find(({ manifest }) => manifest.id === 'texas_personal_auto')
  const compiled = plugin && (await compilePlan(plugin, root)).compiled
  if (!compiled) throw new Error('The Texas plan does not compile')
  const { book } = plugin.manifest
  return {
    shape: compiled.program.shape,
    draw: plugin.product.manifest.book,
    settle: book?.settle,
    spreads: readSpreads(book?.answers, { 'territory.csv': csv }),
    firstDay: '2026-03-01',
    seed,
  }
}
