import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { launchPlatform, untilReady, usedDataFolder } from '#tests/harness/platform'
import { ace } from './workshop.ts'

const MOST = 30

test.group('demo:seed', (group) => {
  group.each.timeout(120_000)

  test('adds quotes and policies to a running platform, each in a transaction of its own, and nothing twice', async ({
    assert,
    test: self,
  }) => {
    const DATA_DIR = await usedDataFolder(self)
    const platform = await untilReady(await launchPlatform(self, { DATA_DIR }))
    const added = await ace(['demo:seed', `--most=${MOST}`], { env: { DATA_DIR } })
    assert.equal(added.exitCode, 0, added.stderr)
    assert.equal(added.stdout, `${MOST} quotes were added.\n`)
    const again = await ace(['demo:seed', `--most=${MOST}`], { env: { DATA_DIR } })
    assert.equal(again.stdout, 'Nothing was missing.\n')
    const token = (await readFile(join(DATA_DIR, 'demo_token'), 'utf8')).trim()
    const response = await fetch(`${platform.url}/api/v1/quotes?limit=100`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { data }: { data: { status: string }[] } = JSON.parse(await response.text())
    assert.includeMembers(
      data.map(({ status }) => status),
      ['quoted', 'bound', 'expired']
    )
  })
})
