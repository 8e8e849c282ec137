import { test } from '@japa/runner'

import { generateFacts } from '#rules/facts/generate_facts'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { bulkDifference } from '#tests/support/bulk_difference'
import { texasPlan, texasZips } from '#tests/support/texas_plan'

const prepared = texasPlan()
const { program } = prepared.compiled

test.group('bulk rating of the Texas plan', () => {
  test('gives 2,000 random risks the premiums, fees and decision of online rating', async ({
    assert,
  }) => {
    const rater = prepareBulk(program)
    if (!rater.supported) return assert.fail(rater.reason)
    const values = { 'policy.garaging_zip': texasZips() }
    let exact = 0
    for (let seed = 0; seed < 2000; seed++) {
      const facts = generateFacts(program.shape, seed, { values })
      const difference = await bulkDifference(prepared, rater, facts)
      if (difference === 'exact path') exact += 1
      else assert.isNull(difference, `seed ${seed}`)
    }
    assert.equal(exact, 0)
  }).timeout(120_000)

  test('leaves a ZIP code outside the territories to the exact path', ({ assert }) => {
    const rater = prepareBulk(program)
    if (!rater.supported) return assert.fail(rater.reason)
    const facts = generateFacts(program.shape, 1, { values: { 'policy.garaging_zip': ['00501'] } })
    assert.isNull(rater.rate(facts))
  })
})
