import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { refuseTooLarge } from '#services/files/file_too_large'
import { importTable, type Imported } from './import_table.ts'
import { placesOf } from './places_of.ts'
import { readCsv } from './read_csv.ts'
import { RecipeProblem, type Recipe } from './recipe.ts'
import { HIGHEST_OF_EACH, highestOfEach, keyOf, type Settled, type Settlement } from './settle.ts'
import { writeCsv } from './write_csv.ts'

/** Imports the filed table that a recipe names from the recipe's folder. @throws FileTooLarge */
export async function runRecipe(recipe: Recipe, folder: string): Promise<Imported> {
  const settled =
    recipe.settled === undefined
      ? new Map<string, Settlement>()
      : await readSettled(join(folder, recipe.settled), recipe)
  const places = recipe.nearestIn === undefined ? [] : await placesOf(recipe.nearestIn)
  if (recipe.nearestIn !== undefined && places.length === 0) {
    throw new RecipeProblem(`no ZIP code is known in "${recipe.nearestIn}"`)
  }
  const filed = join(folder, recipe.from)
  await refuseTooLarge(filed)
  const chunks = createReadStream(filed, { encoding: 'utf8' })
  return importTable(readCsv(chunks), recipe, { settled, places })
}

/** The file of settled conflicts that settles each by the highest of each column. */
export function settledCsv({ conflicts }: Imported, recipe: Recipe): string {
  const rows = conflicts.map((conflict) => [
    ...conflict.key,
    ...highestOfEach(conflict),
    HIGHEST_OF_EACH,
  ])
  return writeCsv([settledHeader(recipe), ...rows])
}

function settledHeader({ columns }: Recipe): readonly string[] {
  const names = (isKey: boolean) =>
    columns.filter((column) => column.isKey === isKey).map(({ to }) => to)
  return [...names(true), ...names(false), 'rule']
}

/** None where the file is not there yet: then each conflict is told. */
async function readSettled(path: string, recipe: Recipe): Promise<Settled> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return new Map()
  const header = settledHeader(recipe)
  const keys = recipe.columns.filter(({ isKey }) => isKey).length
  const settled = new Map<string, Settlement>()
  for await (const { row, cells, faults } of readCsv(chunksOf(text))) {
    const isRight = cells.length === header.length && faults.length === 0
    const isHeader = row === 1 && cells.join() === header.join()
    if (!isRight || isHeader !== (row === 1)) {
      throw new RecipeProblem(`row ${row} of ${path} should be ${header.join(', ')}`)
    }
    if (isHeader) continue
    const key = cells.slice(0, keys)
    if (settled.has(keyOf(key))) throw new RecipeProblem(`row ${row} of ${path} settles twice`)
    settled.set(keyOf(key), { key, values: cells.slice(keys, -1), rule: cells.at(-1) ?? '', row })
  }
  return settled
}

async function* chunksOf(text: string): AsyncGenerator<string> {
  yield text
}
