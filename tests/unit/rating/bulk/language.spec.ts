import { test } from '@japa/runner'
import { generateFacts } from '#rules/facts/generate_facts'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { bulkDifference } from '#tests/support/bulk_difference'
import { racingPlan, rallyPlan } from '#tests/support/rally_plan'

const withoutTotal = (text: string) => text.replace(/^total of policy\n(?: .*\n)+/m, '')

test.group('bulk rating of what Texas does without', () => {
  test('takes "becomes" as online rating does', async ({ assert }) => {
    const prepared = rallyPlan(withoutTotal)
    const { program } = prepared.compiled
    const rater = prepareBulk(program)
    if (!rater.supported) return assert.fail(rater.reason)
    for (let seed = 0; seed < 300; seed++) {
      const facts = generateFacts(program.shape, seed)
      assert.isNull(await bulkDifference(prepared, rater, facts), `seed ${seed}`)
    }
  })

  test('leaves totals, assignments and places in a list to the exact path', ({ assert }) => {
    const second = 'let second = 2nd highest of starts over drivers, or 0 when there are fewer\n\n'
    const ranked = (text: string) =>
      withoutTotal(text)
        .replace('premium of policy', `${second}premium of policy`)
        .replace('when count of cars >= 1', 'when second > 3')
    const reasons = [rallyPlan(), racingPlan(), rallyPlan(ranked)].map(({ compiled }) => {
      const rater = prepareBulk(compiled.program)
      return rater.supported ? 'supported' : rater.reason
    })
    assert.notInclude(reasons, 'supported')
    assert.include(reasons[2], '"nth"')
  })
})
