import { test } from '@japa/runner'
import { importFromRoot } from '../../../bin/importer.ts'

test.group('importFromRoot', () => {
  test('finds a file from the project root, whatever the folder it is called from', async ({
    assert,
  }) => {
    assert.property(await importFromRoot('./bin/importer.ts'), 'APP_ROOT')
  })

  test('finds an alias of package.json', async ({ assert }) => {
    assert.property(await importFromRoot('#start/env'), 'default')
  })

  test('refuses a module that is not there', async ({ assert }) => {
    await assert.rejects(() => importFromRoot('./bin/nowhere.ts'))
  })
})
