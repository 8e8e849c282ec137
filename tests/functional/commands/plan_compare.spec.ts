import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import {
  launchPlatform,
  temporaryFolder,
  untilReady,
  usedDataFolder,
} from '#tests/harness/platform'
import { ace, edit, REPOSITORY } from './workshop.ts'

test.group('plan:compare', (group) => {
  group.each.timeout(180_000)

  test('a folder is compared with the plan under plugins, as text and as JSON', async ({
    assert,
    test: self,
  }) => {
    const filed = join(await temporaryFolder(self), 'tx')
    await cp(join(REPOSITORY, 'plugins/tx'), filed, { recursive: true })
    await edit(join(filed, 'tables/deductible.csv'), 'COMP,250,1.180', 'COMP,250,1.190')

    const { exitCode, stdout } = await ace(['plan:compare', 'tx', filed])
    assert.equal(exitCode, 0)
    assert.include(
      stdout,
      'Table deductible_factor  Deductible, deductible.csv\n  COMP, deductible 250  1.180 -> 1.190'
    )
    assert.notInclude(stdout, '\u001b[')
    const coloured = await ace(['plan:compare', 'tx', join(filed, 'plan.rate'), '--ansi'])
    assert.include(coloured.stdout, '\u001b[31m1.180\u001b[0m')
    const json = await ace(['plan:compare', filed, 'tx', '--json'])
    const { same, groups } = JSON.parse(json.stdout)
    assert.isFalse(same)
    assert.equal(groups[0].changes[0].after, '1.180')
  })

  test('a stored version is named by its number', async ({ assert, test: self }) => {
    const DATA_DIR = await usedDataFolder(self)
    await untilReady(await launchPlatform(self, { DATA_DIR }))
    const same = await ace(['plan:compare', 'tx@1', 'tx'], { env: { DATA_DIR } })
    assert.equal(same.exitCode, 0, same.stderr)
    assert.include(same.stdout, 'Nothing differs.')
    const none = await ace(['plan:compare', 'tx@7', 'tx'], { env: { DATA_DIR } })
    assert.equal(none.exitCode, 1)
    assert.include(none.stderr, 'texas_personal_auto has no version 7 on this platform.')
  })

  test('what is no plan is refused with what there is', async ({ assert, test: self }) => {
    const folder = await temporaryFolder(self)
    const empty = await ace(['plan:compare', 'tx', folder])
    assert.equal(empty.exitCode, 2)
    assert.include(empty.stderr, 'There is no plan.rate in')
    const nothing = await ace(['plan:compare', 'tx', 'texs'])
    assert.equal(nothing.exitCode, 2)
    assert.include(nothing.stderr, 'There is no plan or product "texs" under plugins/.')
  })
})
