import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { SCHEMA, typesOfApi } from '../../../clients/describe_typescript.ts'

test.group('The TypeScript client', () => {
  test('has the types that follow from the API as it is: else "npm run build:client"', async ({
    assert,
  }) => {
    assert.equal(await readFile(SCHEMA, 'utf8'), await typesOfApi())
  }).timeout(60_000)
})
