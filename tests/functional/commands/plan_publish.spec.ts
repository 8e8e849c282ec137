import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import {
  launchPlatform,
  temporaryFolder,
  untilReady,
  usedDataFolder,
} from '#tests/harness/platform'
import type { Platform } from '#tests/harness/platform'
import { texasHead } from '#tests/support/texas_head'
import { ace, copyOfRepository, edit } from './workshop.ts'

const PLAN = 'plugins/tx/plan.rate'
const EXAMPLE = new URL('../../../plugins/tx/examples/quote.json', import.meta.url)

const next = texasHead().nextYear

/** Which version of the plan rates the Texas example on the day the next one begins, and its total. */
async function rating({ url, dataDir }: Platform): Promise<readonly [string, string]> {
  const token = (await readFile(join(dataDir, 'demo_token'), 'utf8')).trim()
  const request = JSON.parse(await readFile(EXAMPLE, 'utf8'))
  request.facts.policy.effective_on = next.newBusiness
  const response = await fetch(`${url}/api/v1/ratings`, {
    method: 'POST',
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  const { data } = JSON.parse(await response.text())
  return [data.plan.version, data.total]
}

test.group('plan:publish', (group) => {
  group.each.timeout(180_000)

  test('a changed plan is refused until it is whole, then rates within two seconds', async ({
    assert,
    test: self,
  }) => {
    const DATA_DIR = await usedDataFolder(self)
    const platform = await untilReady(await launchPlatform(self, { DATA_DIR }))
    const [first, before] = await rating(platform)
    const cwd = await copyOfRepository(self)
    const publish = () => ace(['plan:publish', 'tx'], { cwd, env: { DATA_DIR } })

    await edit(join(cwd, PLAN), 'fee mvcpa "Motor', '# The fee as of 2027.\nfee mvcpa "Motor')
    const tooEarly = await publish()
    assert.equal(tooEarly.exitCode, 1)
    assert.include(tooEarly.stderr, 'let both dates of "effective" come later than those')

    for (const [old, later] of next.edits) await edit(join(cwd, PLAN), old, later)
    await edit(
      join(cwd, PLAN),
      '"Defensive driving course"  10 %',
      '"Defensive driving course"  11 %'
    )
    const wrong = await publish()
    assert.equal(wrong.exitCode, 1)
    assert.match(wrong.stderr, /error RATE513 {2}\S/)
    assert.deepEqual(await rating(platform), [first, before])

    await edit(
      join(cwd, PLAN),
      '"Defensive driving course"  11 %',
      '"Defensive driving course"  10 %'
    )
    const { exitCode, stdout } = await publish()
    assert.equal(exitCode, 0)
    assert.equal(
      stdout.replace(/as version \d+/, 'as version N'),
      `texas_personal_auto ${next.version} is published as version N: new business from ${next.newBusiness}, renewals from ${next.renewals}.\n`
    )
    const published = performance.now()
    let after = await rating(platform)
    while (after[0] === first && performance.now() - published < 2000)
      after = await rating(platform)
    assert.deepEqual(after, [next.version, before])
  })

  test('where there is no platform, nothing is made', async ({ assert, test: self }) => {
    const DATA_DIR = join(await temporaryFolder(self), 'data')
    const { exitCode, stderr } = await ace(['plan:publish', 'tx'], { env: { DATA_DIR } })
    assert.equal(exitCode, 1)
    assert.include(stderr, `There is no platform in ${DATA_DIR}.`)
  })
})
