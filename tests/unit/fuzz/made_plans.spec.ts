import { test } from '@japa/runner'
import { tryMadePlan, type Outcome } from '#tests/fuzz/programs/differ'

const PLANS = Number(process.env['MADE_PLANS'] ?? 200)
const RISKS = 4

test.group('Plans made by chance', () => {
  test(`${PLANS} of them are well typed, and all evaluators give the same of ${RISKS} risks each`, async ({
    assert,
  }) => {
    const outcomes: Outcome[] = []
    for (let seed = 1; seed <= PLANS; seed++) {
      const outcome = await tryMadePlan(seed, RISKS)
      assert.isNull(outcome.difference, `seed ${seed}`)
      assert.deepEqual(outcome.refused, [], `seed ${seed}`)
      outcomes.push(outcome)
    }
    const inBulk = outcomes.filter(({ inBulk: risks }) => risks > 0)
    assert.isAbove(inBulk.length, PLANS / 4, 'plans that the bulk evaluator rates too')
  }).timeout(PLANS * 1000)
})
