import { test } from '@japa/runner'

import { generateFacts } from '#rules/facts/generate_facts'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'
import { texasPlan, texasZips } from '#tests/support/texas_plan'

/** A thousand by default; `ORACLE_RISKS=100000` runs longer. */
const RISKS = Number(process.env['ORACLE_RISKS'] ?? 1000)

test.group('The online evaluator and the oracle', () => {
  test(`agree on every step, discount, decision and total of ${RISKS} Texas risks`, async ({
    assert,
  }) => {
    const prepared = texasPlan()
    const { shape } = prepared.compiled.program
    const values = { 'policy.garaging_zip': texasZips() }
    for (let seed = 1; seed <= RISKS; seed++) {
      const difference = await differenceFromOracle(
        prepared,
        generateFacts(shape, seed, { values })
      )
      assert.isNull(difference, `seed ${seed}: ${difference}`)
    }
  }).timeout(RISKS * 100)

  test('refuse the same risks at the same place', async ({ assert }) => {
    const prepared = texasPlan()
    const { shape } = prepared.compiled.program
    const values = { 'policy.garaging_zip': ['10001', '78701'] }
    for (let seed = 1; seed <= 20; seed++) {
      const difference = await differenceFromOracle(
        prepared,
        generateFacts(shape, seed, { values })
      )
      assert.isNull(difference, `seed ${seed}: ${difference}`)
    }
  })
})
