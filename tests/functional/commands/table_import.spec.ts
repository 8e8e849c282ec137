import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { ace, copyOfRepository, edit } from './workshop.ts'

const RECIPE = 'plugins/ca/filed/recipe.json'

test.group('table:import', (group) => {
  group.each.timeout(120_000)

  test('the tables of the repository are what their filing gives', async ({ assert }) => {
    const { exitCode, stdout } = await ace(['table:import', RECIPE, '--check'])
    assert.equal(exitCode, 0, stdout)
    assert.include(stdout, 'vehicle.csv: 15816 rows from 26099 filed')
    assert.include(stdout, 'zip.csv: 2601 rows from 1864 filed')
  })

  test('a stray space that the recipe does not mend refuses the table; a changed number differs', async ({
    assert,
    test: self,
  }) => {
    const cwd = await copyOfRepository(self)
    await edit(join(cwd, 'plugins/ca/filed/bi_limits.csv'), '30/60,1.03', '30/60, 1.04')
    const refused = await ace(['table:import', RECIPE, '--report=report.ndjson'], { cwd })
    assert.equal(refused.exitCode, 1)
    assert.include(refused.stdout, 'limit_bi.csv: refused')
    assert.match(refused.stdout, /row 2, factor +" 1\.04" +holds stray spaces.*NOT MENDED/)
    const lines = (await readFile(join(cwd, 'report.ndjson'), 'utf8')).trimEnd().split('\n')
    const findings = lines.map((line) => JSON.parse(line))
    assert.deepInclude(findings, {
      table: 'limit_bi.csv',
      kind: 'stray space',
      row: 2,
      column: 'factor',
      found: ' 1.04',
      message: 'holds stray spaces or line breaks',
      mended: null,
    })
    assert.lengthOf(
      findings.filter(({ kind }) => kind === 'not filed'),
      737
    )

    await edit(join(cwd, 'plugins/ca/filed/bi_limits.csv'), ' 1.04', '1.04')
    const checked = await ace(['table:import', RECIPE, '--check'], { cwd })
    assert.equal(checked.exitCode, 1)
    assert.include(checked.stdout, 'tables/limit_bi.csv differs')
    assert.equal((await ace(['table:import', RECIPE], { cwd })).exitCode, 0)
    const table = await readFile(join(cwd, 'plugins/ca/tables/limit_bi.csv'), 'utf8')
    assert.include(table, '30/60,1.04')
  })

  test('a recipe that is not there or makes no sense is told', async ({ assert }) => {
    const none = await ace(['table:import', 'nowhere.json'])
    assert.equal(none.exitCode, 1)
    assert.include(none.stderr, "nowhere.json can't be followed")
    const wrong = await ace(['table:import', 'package.json'])
    assert.include(wrong.stderr, 'tables is no list')
  })
})
