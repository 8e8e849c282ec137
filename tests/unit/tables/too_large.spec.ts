import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { MAX_FILE_BYTES } from '#services/files/file_too_large'
import { loadPlugins } from '#services/plans/load_plugins'
import { readPlanSources } from '#services/plans/read_plan_sources'
import { readRecipes } from '#services/tables/recipe'
import { runRecipe } from '#services/tables/run_recipe'
import { temporaryFolder } from '#tests/harness/platform'
import { fileURLToPath } from 'node:url'
import { APP_ROOT } from '../../../bin/importer.ts'

const GIGABYTE = 1024 ** 3
const RECIPE = {
  from: 'zip.csv',
  to: 'zip.csv',
  mends: ['header'],
  columns: [
    { from: 'zip', to: 'zip', kind: 'zip', key: true },
    { from: 'factor', to: 'factor', kind: 'number', digits: 2 },
  ],
}

/** A CSV that has two honest rows, and room for as many bytes as are said: the file holds none of them. */
async function csvOf(path: string, bytes: number): Promise<void> {
  await writeFile(path, 'zip,factor\n97201,1.00\n')
  await truncate(path, bytes)
}

test.group('A table of a gigabyte', () => {
  test('is refused by the import with its size and the limit, before it is read', async ({
    assert,
    test: self,
  }) => {
    const folder = await temporaryFolder(self)
    await csvOf(join(folder, 'zip.csv'), GIGABYTE)
    const [recipe] = readRecipes({ tables: [RECIPE] })
    if (!recipe) throw new Error('There is no recipe')
    const before = process.resourceUsage().fsRead
    await assert.rejects(
      () => runRecipe(recipe, folder),
      'it has 1024 MB, and a file may have 64 MB; leave out the columns that the plan does not read, or make two tables of it'
    )
    assert.isBelow(process.resourceUsage().fsRead - before, 2048)
  })

  test("is refused among a plan's tables too, by its path", async ({ assert, test: self }) => {
    const { plans } = await loadPlugins(fileURLToPath(new URL('plugins', APP_ROOT)))
    const texas = plans.find(({ manifest }) => manifest.id === 'texas_personal_auto')
    if (!texas) throw new Error('There is no Texas')
    const folder = await temporaryFolder(self)
    const tables = join(folder, texas.manifest.tables)
    await mkdir(tables, { recursive: true })
    await writeFile(join(folder, texas.manifest.source), 'plan texas "Texas"\n')
    for (const name of [texas.manifest.regulation ?? 'regulation.rate']) {
      await writeFile(join(folder, name), 'regulation texas "Texas"\n')
    }
    await csvOf(join(tables, 'zip.csv'), GIGABYTE)
    const plugin = { ...texas, folder }
    await assert.rejects(() => readPlanSources(plugin, folder), /it has 1024 MB/)

    await csvOf(join(tables, 'zip.csv'), MAX_FILE_BYTES + 1)
    await assert.rejects(() => readPlanSources(plugin, folder), /it has 65 MB/)
    await writeFile(join(tables, 'zip.csv'), 'zip,factor\n97201,1.00\n')
    assert.equal((await readPlanSources(plugin, folder)).tables['zip.csv']?.length, 22)
  })
})
