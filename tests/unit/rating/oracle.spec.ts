import { test } from '@japa/runner'

import { generateFacts } from '#rules/facts/generate_facts'
import { rate } from '#rules/rating/rate'
import type { PreparedProgram } from '#rules/rating/prepare'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'
import { marinaPlan } from '#tests/support/marina_plan'
import { texasPlan, texasZips } from '#tests/support/texas_plan'

/** How many risks of each plan: a thousand by default, `ORACLE_RISKS=100000` for a long run. */
const RISKS = Number(process.env['ORACLE_RISKS'] ?? 1000)

type Values = Readonly<Record<string, readonly (string | number)[]>>

/** The first seed whose risk the two rate differently, and how; null where all agree. */
async function firstDifference(
  prepared: PreparedProgram,
  seeds: number,
  values: Values = {}
): Promise<string | null> {
  for (let seed = 1; seed <= seeds; seed++) {
    const facts = generateFacts(prepared.compiled.program.shape, seed, { values })
    const difference = await differenceFromOracle(prepared, facts)
    if (difference !== null) return `seed ${seed}: ${difference}`
  }
  return null
}

test.group('The online evaluator and the oracle', () => {
  test(`agree on every step, discount, decision and total of ${RISKS} Texas risks`, async ({
    assert,
  }) => {
    const values = { 'policy.garaging_zip': texasZips() }
    assert.isNull(await firstDifference(texasPlan(), RISKS, values))
  }).timeout(RISKS * 200)

  test(`agree on ${RISKS} risks of a plan that uses what Texas does not`, async ({ assert }) => {
    assert.isNull(await firstDifference(marinaPlan(), RISKS))
  }).timeout(RISKS * 200)

  test('refuse the same risks at the same place', async ({ assert }) => {
    const values = { 'policy.garaging_zip': ['10001', '78701'] }
    assert.isNull(await firstDifference(texasPlan(), 20, values))
    const marina = marinaPlan()
    const { shape } = marina.compiled.program
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, seed) =>
        rate(marina, generateFacts(shape, seed, { values: { 'boat.length': [8, 20] } }))
      )
    )
    assert.isTrue(outcomes.some(({ ok }) => ok) && outcomes.some(({ ok }) => !ok))
    assert.isNull(await firstDifference(marina, 100, { 'boat.length': [8, 20] }))
  }).timeout(60_000)

  test('would not agree if a step were taken differently', async ({ assert }) => {
    const prepared = texasPlan()
    const [premium] = prepared.premiums
    const altered = {
      ...prepared,
      premiums: [{ ...premium, steps: premium?.steps.slice(0, -1) ?? [] }],
    }
    const values = { 'policy.garaging_zip': ['78701'] }
    assert.isNotNull(await firstDifference(Object.assign({}, prepared, altered), 1, values))
  })
})
