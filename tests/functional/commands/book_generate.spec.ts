import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { launchPlatform, temporaryFolder, untilReady } from '#tests/harness/platform'
import { ace } from './workshop.ts'

test.group('book:generate', (group) => {
  group.each.timeout(120_000)

  test('stores a book once, goes on where it ended, and its NDJSON is what the batch API rates', async ({
    assert,
    test: self,
  }) => {
    const DATA_DIR = await temporaryFolder(self)
    const platform = await untilReady(await launchPlatform(self, { DATA_DIR }))
    const generate = async (size: number) => {
      const args = ['book:generate', '--state', 'TX', '--size', String(size), '--seed', '7']
      return (await ace(args, { env: { DATA_DIR } })).stdout
    }
    assert.equal(
      await generate(30),
      'Book 1 of texas_personal_auto has 30 risks; 30 of them are new.\n'
    )
    assert.equal(
      await generate(30),
      'Book 1 of texas_personal_auto has 30 risks; 0 of them are new.\n'
    )
    assert.equal(
      await generate(45),
      'Book 1 of texas_personal_auto has 45 risks; 15 of them are new.\n'
    )

    const { stdout } = await ace(['book:generate', 'tx', '--size', '5', '--seed', '7', '--ndjson'])
    const lines = stdout.trimEnd().split('\n')
    assert.lengthOf(lines, 5)
    const token = (await readFile(join(DATA_DIR, 'demo_token'), 'utf8')).trim()
    const response = await fetch(`${platform.url}/api/v1/ratings/batch`, {
      method: 'POST',
      headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
      body: stdout,
    })
    const answers = (await response.text()).trimEnd().split('\n')
    assert.lengthOf(answers, 5)
    for (const answer of answers) assert.match(answer, /"decision":"(accept|refer|decline)"/)
  })

  test('a wrong call says what is wrong and how it is called', async ({ assert }) => {
    const nobody = await ace(['book:generate'])
    assert.equal(nobody.exitCode, 2)
    assert.include(nobody.stderr, 'A book is for one plan.')
    const size = await ace(['book:generate', 'tx', '--size', '0'])
    assert.equal(size.exitCode, 2)
    assert.include(size.stderr, '--size is a whole number from 1 to')
    const state = await ace(['book:generate', '--state', 'ZZ'])
    assert.equal(state.exitCode, 2)
    assert.include(state.stderr, 'There is no plan or product "zz"')
    const day = await ace(['book:generate', 'tx', '--from', 'tomorrow'])
    assert.equal(day.exitCode, 2)
    assert.include(day.stderr, '--from tomorrow is no date.')
  })
})
