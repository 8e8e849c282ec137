import { test } from '@japa/runner'

import { generateFacts } from '#rules/facts/generate_facts'
import { prepareBook } from '#rules/rating/bulk/prepare_book'
import { rate } from '#rules/rating/rate'
import { compareBooks, summariseBook } from '#services/books/describe_book'
import { rateBook, type RatedBook } from '#services/books/rate_book'
import { amountText, changeText } from '#services/books/render_book'
import { texasPlan, texasZips } from '#tests/support/texas_plan'

const prepared = texasPlan()
const { compiled } = prepared
/** Some live where the plan doesn't rate them. */
const ZIPS = [...texasZips().slice(0, 20), '00501']

function risk(seed: number) {
  return generateFacts(compiled.program.shape, seed, { values: { 'policy.garaging_zip': ZIPS } })
}

async function* book(size: number): AsyncGenerator<string> {
  for (let seed = 0; seed < size; seed++) yield JSON.stringify(risk(seed))
}

function ratedBook(totals: readonly number[], decisions = totals.map(() => 0)): RatedBook {
  return {
    program: compiled,
    decisions: Uint8Array.from(decisions),
    totals: Float64Array.from(totals),
    exact: 0,
    scale: 2,
  }
}

test.group('A rated book', (group) => {
  group.each.timeout(120_000)

  test('comes on two threads, part by part, to what online rating comes to, risk by risk', async ({
    assert,
  }) => {
    const told: number[] = []
    const [rated] = await rateBook([compiled], book(2500), { onProgress: (at) => told.push(at) })
    assert.lengthOf(rated?.totals ?? [], 2500)
    assert.equal(told.at(-1), 2500)
    for (let seed = 0; seed < 2500; seed += 50) {
      const outcome = await rate(prepared, risk(seed))
      const total = rated?.totals[seed] ?? 0
      const ours = Number.isNaN(total) ? 'not rated' : (total / 100).toFixed(2)
      assert.equal(ours, outcome.ok ? outcome.worksheet.total : 'not rated', `seed ${seed}`)
    }
    assert.equal(rated?.decisions[0], 0)
  })

  test('is refused as a whole when a thread fails', async ({ assert }) => {
    async function* broken() {
      yield* book(1500)
      yield '{'
    }
    await assert.rejects(() => rateBook([compiled], broken()), SyntaxError)
  })

  test('is rated in columns of any number of risks, by closures too', async ({ assert }) => {
    const risks = Array.from({ length: 1100 }, (_, seed) => risk(seed))
    const bySource = await prepareBook(compiled).rate(risks)
    const byClosures = await prepareBook(compiled, 'closures').rate(risks)
    assert.deepEqual(bySource.totals, byClosures.totals)
    assert.deepEqual(await prepareBook(compiled).rate([]), {
      decisions: new Uint8Array(),
      totals: new Float64Array(),
      exact: 0,
    })
  })

  test('is summed up by its decisions, mean and percentiles', ({ assert }) => {
    const summary = summariseBook(ratedBook([100, 300, 200, Number.NaN], [0, 1, 0, 3]))
    assert.deepEqual(summary.decisions, { 'accept': 2, 'refer': 1, 'not rated': 1 })
    assert.equal(summary.premium, 600n)
    assert.equal(summary.mean, 200n)
    assert.deepEqual(
      summary.percentiles.map(({ total }) => total),
      [100n, 100n, 100n, 200n, 300n, 300n, 300n]
    )
  })

  test('compared with another tells who pays more, by how much, and who is decided otherwise', ({
    assert,
  }) => {
    const before = ratedBook([100, 200, 300, 400, Number.NaN], [0, 0, 0, 0, 3])
    const after = ratedBook([100, 220, 297, 300, 50], [0, 0, 2, 0, 0])
    const impact = compareBooks(before, after)
    assert.containSubset(impact, { risks: 4, winners: 2, losers: 1, unchanged: 1 })
    assert.deepEqual([impact.before, impact.after], [1000n, 917n])
    const moved = impact.bands.filter(({ risks }) => risks > 0)
    assert.deepEqual(moved, [
      { from: null, to: -20, risks: 1 },
      { from: -1, to: 0, risks: 1 },
      { from: 10, to: 20, risks: 1 },
    ])
    assert.deepEqual(impact.decisions, { 'accept to decline': 1, 'not rated to accept': 1 })
    assert.lengthOf(impact.deciles, 10)
  })

  test('is written in groups of three digits and tenths of a per cent', ({ assert }) => {
    assert.equal(amountText(123_456_789n, 2), '1,234,567.89')
    assert.equal(amountText(-5n, 2), '-0.05')
    assert.equal(amountText(12_345n, 4), '1.23')
    assert.equal(changeText(1000n, 917n), '-8.3 %')
    assert.equal(changeText(2000n, 2001n), '+0.1 %')
    assert.equal(changeText(0n, 0n), '0.0 %')
  })
})
