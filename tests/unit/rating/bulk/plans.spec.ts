import { test } from '@japa/runner'

import { compile } from '#rules/compile'
import { generateFacts } from '#rules/facts/generate_facts'
import { readBatch } from '#rules/rating/bulk/batch'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { prepare } from '#rules/rating/prepare'
import { rate } from '#rules/rating/rate'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'
import { bulkDifference, NOT_CARRIED } from '#tests/support/bulk_difference'
import { rateablePlans, type RateablePlan } from '#tests/support/rateable_plans'

/** How many risks of each plan: `BULK_RISKS=10000` for a long run. */
const RISKS = Number(process.env['BULK_RISKS'] ?? 20)

/** Plans of which bulk rating carries every risk. */
const STATES: readonly string[] = ['ca', 'fl', 'mi', 'ny', 'pa', 'tx']

/** The first risk that the evaluators rate differently, and how many only the exact path could rate. */
async function compareAll({ sources, values }: RateablePlan) {
  const { compiled } = compile(sources)
  if (!compiled) throw new Error('It does not compile')
  const { program } = compiled
  const prepared = prepare(compiled)
  const source = prepareBulk(program)
  const raters = [source, prepareBulk(program, { by: 'closures' })]
  const risks = Array.from({ length: RISKS }, (_, seed) =>
    generateFacts(program.shape, seed, { values })
  )
  const columns = readBatch(source.lowered, risks).rate()
  let left = 0
  for (const [at, facts] of risks.entries()) {
    const oracle = at % 10 === 0 ? await differenceFromOracle(prepared, facts) : null
    if (oracle !== null) return { difference: `seed ${at} by the oracle: ${oracle}`, left }
    for (const rater of raters) {
      const difference = await bulkDifference(prepared, rater, facts)
      if (difference !== null && difference !== NOT_CARRIED) {
        return { difference: `seed ${at}: ${difference}`, left }
      }
    }
    const result = source.rate(facts)
    if (!Object.is(columns.totals[at], result?.total ?? Number.NaN)) {
      return { difference: `seed ${at} in columns: ${columns.totals[at]}`, left }
    }
    if (result === null && (await rate(prepared, facts)).ok) left += 1
  }
  return { difference: null, left }
}

test.group('Bulk rating of every plan', () => {
  test('comes to what online rating comes to: {name}')
    .with([...rateablePlans()])
    .run(async ({ assert }, plan) => {
      const { difference, left } = await compareAll(plan)
      assert.isNull(difference)
      const most = STATES.includes(plan.name) ? 0 : 0.5
      assert.isAtMost(left / RISKS, most, 'bulk rating carries the risks')
    })
    .timeout(60_000 + RISKS * 500)
})
