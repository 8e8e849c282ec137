import { test } from '@japa/runner'

import { generateFacts } from '#rules/facts/generate_facts'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { bulkDifference } from '#tests/support/bulk_difference'
import { texasPlan, texasZips } from '#tests/support/texas_plan'

const prepared = texasPlan()
const { program } = prepared.compiled

test.group('bulk rating of the Texas plan', () => {
  test('gives 1,000 random risks the premiums, fees and decision of online rating, by source and by closures', async ({
    assert,
  }) => {
    const raters = [prepareBulk(program), prepareBulk(program, { by: 'closures' })]
    const values = { 'policy.garaging_zip': texasZips() }
    for (let seed = 0; seed < 1000; seed++) {
      const facts = generateFacts(program.shape, seed, { values })
      for (const rater of raters) {
        assert.isNull(await bulkDifference(prepared, rater, facts), `seed ${seed}`)
      }
    }
  }).timeout(120_000)

  test('leaves a ZIP code outside the territories to the exact path', ({ assert }) => {
    const rater = prepareBulk(program)
    const facts = generateFacts(program.shape, 1, { values: { 'policy.garaging_zip': ['00501'] } })
    assert.isNull(rater.rate(facts))
  })
})
