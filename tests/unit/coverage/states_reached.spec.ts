import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { measureCoverage, type CoverageReport } from '#rules/index'
import { readPlan } from '#services/plans/check_plan'
import { loadPlugins } from '#services/plans/load_plugins'
import { STATES } from '#tests/support/state_sources'

/** What of a state's plan its examples and so many generated risks reach. */
async function reachOf(state: string, risks: number): Promise<CoverageReport['points']> {
  const { plans } = await loadPlugins(app.makePath('plugins'))
  const plugin = plans.find(({ folder }) => folder.endsWith(`/${state}`))
  if (!plugin) throw new Error(`There is no plan of ${state}`)
  const { compiled, examples } = await readPlan(plugin, app.makePath())
  if (!compiled) throw new Error(`The plan of ${state} does not compile`)
  const { points } = await measureCoverage(compiled, examples, { risks, seed: 1 })
  return points
}

function wordsOf(points: CoverageReport['points']): readonly string[] {
  return points.map(({ kind, of, what }) => `${kind} ${of}: ${what}`)
}

test.group('Nothing of a state is out of reach', (group) => {
  group.each.timeout(180_000)

  /** California's 35,000 rows take minutes; `node ace plan:coverage ca` tells of them. */
  test('generated risks reach the rows that the examples of {$self} leave')
    .with(STATES.filter((state) => state !== 'ca'))
    .run(async ({ assert }, state) => {
      const never = (await reachOf(state, 200)).filter(({ reach }) => reach === 'never')
      assert.deepEqual(wordsOf(never), [])
    })

  test('the examples of {$self} alone reach every rule, step, cap, fee and edge of a band')
    .with([...STATES])
    .run(async ({ assert }, state) => {
      const points = (await reachOf(state, 0)).filter(({ kind }) => kind !== 'row')
      assert.isAbove(points.filter(({ kind }) => kind === 'edge').length, 40)
      assert.deepEqual(wordsOf(points.filter(({ reach }) => reach !== 'examples')), [])
    })
})
