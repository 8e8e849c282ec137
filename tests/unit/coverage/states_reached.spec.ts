import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { measureCoverage } from '#rules/index'
import { readPlan } from '#services/plans/check_plan'
import { loadPlugins } from '#services/plans/load_plugins'

/** California's 35,000 rows take minutes; `node ace plan:coverage ca` tells of them. */
const STATES = ['fl', 'mi', 'ny', 'pa', 'tx']

test.group('Nothing of a state is out of reach', (group) => {
  group.each.timeout(180_000)

  test('examples or generated risks reach every rule, step, cap, edge and row of {$self}')
    .with(STATES)
    .run(async ({ assert }, state) => {
      const { plans } = await loadPlugins(app.makePath('plugins'))
      const plugin = plans.find(({ folder }) => folder.endsWith(`/${state}`))
      if (!plugin) return assert.fail(`there is no plan of ${state}`)
      const { compiled, examples } = await readPlan(plugin, app.makePath())
      if (!compiled) return assert.fail(`the plan of ${state} does not compile`)
      const { points } = await measureCoverage(compiled, examples, { risks: 200, seed: 1 })
      const never = points.filter(({ reach }) => reach === 'never')
      assert.deepEqual(
        never.map(({ kind, of, what }) => `${kind} ${of}: ${what}`),
        []
      )
      const byExamples = points.filter(({ kind }) => kind !== 'row' && kind !== 'edge')
      assert.isTrue(byExamples.every(({ reach }) => reach === 'examples'))
    })
})
