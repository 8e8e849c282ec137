import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { checkPlan } from '#services/plans/check_plan'
import { importPlugins } from '#services/plans/import_plugins'
import { loadPlugins } from '#services/plans/load_plugins'
import { createAgent } from '#tests/harness/agent'
import { readFences } from '#tests/support/language_guide'

const fences = readFences(new URL('../../../docs/add-a-state.md', import.meta.url))

/** The block whose info string ends so. */
function block(info: string): string {
  const found = fences.find((fence) => fence.info.endsWith(info))
  if (!found) throw new Error(`docs/add-a-state.md has no block "${info}"`)
  return found.text
}

test.group('docs/add-a-state.md', (group) => {
  // What is imported here must not stay for other tests, and what is published is never deleted.
  group.each.setup(() => testUtils.db().withGlobalTransaction())

  test('makes a state of its blocks alone, whose quote is rated over HTTP', async ({
    assert,
    client,
    test: self,
  }) => {
    const folder = app.makePath(`tmp/seventh-${process.pid}`)
    self.cleanup(() => rm(folder, { recursive: true, force: true }))
    for (const part of ['contract.ts', 'personal_auto']) {
      await cp(app.makePath('plugins', part), join(folder, part), { recursive: true })
    }
    const files = fences.flatMap(({ info, text }) => {
      const [, path] = /^\w+ plugins\/(oh\/.+)$/.exec(info) ?? []
      return path === undefined ? [] : [{ path, text }]
    })
    for (const { path, text } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    assert.sameMembers(await readdir(join(folder, 'oh')), ['plan.rate', 'plugin.ts', 'tables'])

    const [plan] = (await loadPlugins(folder)).plans
    if (!plan) return assert.fail('the folder of the guide is no plugin')
    const { diagnostics, examples, expectations } = await checkPlan(plan, folder)
    assert.deepEqual(diagnostics, [])
    const held = expectations.filter(({ tried, broken }) => tried > 0 && broken === 0).length
    const passed = examples.filter((example) => example.passed).length
    assert.include(
      block('text'),
      `${held} of ${expectations.length} expectations hold over 250 risks, ${passed} of ${examples.length} worked examples hold`
    )

    assert.deepEqual(await importPlugins(folder, folder), [])
    const { token } = await createAgent()
    const response = await client
      .post('/api/v1/ratings')
      .bearerToken(token)
      .json(JSON.parse(block('json ohio.json')))
    response.assertStatus(200)
    assert.equal(response.body().data.decision, 'accept')
    assert.equal(response.body().data.total, block('text total').trim())
  })

  test('demands the limits of Ohio: less than 25/50 is refused with the field', async ({
    assert,
  }) => {
    const plan = block('rate plugins/oh/plan.rate')
    assert.match(plan, /BI {2}limit {2}25\/50, /)
    assert.notMatch(plan, /BI {2}limit.* 1\d\/\d/)
  })
})
