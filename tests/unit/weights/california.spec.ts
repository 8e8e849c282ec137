import { test } from '@japa/runner'
import { compile, prepare } from '#rules/index'
import { loadPlugins } from '#services/plans/load_plugins'
import { readPlanSources } from '#services/plans/read_plan_sources'
import { brokenWeights, judgeWeights } from '#services/weights/judge_weights'

const ROOT = process.cwd()

/** California's factors over its stated book, with its plan changed where that is asked for. */
async function judged(change: (plan: string) => string = (plan) => plan) {
  const { plans } = await loadPlugins(`${ROOT}/plugins`)
  const plugin = plans.find(({ manifest }) => manifest.id === 'california_personal_auto')
  if (!plugin) throw new Error('There is no plan of California')
  const sources = await readPlanSources(plugin, ROOT)
  const plan = { ...sources.plan, text: change(sources.plan.text) }
  const { compiled } = compile({ ...sources, plan })
  if (!compiled) throw new Error('The plan of California has errors')
  return judgeWeights(plugin, prepare(compiled), sources.tables)
}

test.group('The weights of the factors of California', () => {
  test('keep the order of 10 CCR 2632.8 in every group of coverages, over the stated 1,000 risks', async ({
    assert,
  }) => {
    const weights = await judged()
    if (!weights || !('risks' in weights)) return assert.fail(JSON.stringify(weights))
    assert.equal(weights.risks, 1000)
    assert.deepEqual(
      weights.groups.map(({ coverages }) => coverages.join(' ')),
      ['BI PD', 'UM', 'MED', 'COMP COLL']
    )
    assert.isEmpty(brokenWeights(weights))
  }).timeout(120_000)

  test('with the factors as they were filed the order is broken, and said with its figures', async ({
    assert,
  }) => {
    const weights = await judged((plan) =>
      plan.replace('BI, PD     | 1.20 | 1.38 | 0.47', 'BI, PD     | 1.00 | 1.00 | 1.00')
    )
    assert.match(
      brokenWeights(weights).join('\n'),
      /^BI, PD: Years of driving weighs \d+\.\d\d, more than Annual miles with \d+\.\d\d$/m
    )
  }).timeout(120_000)
})
