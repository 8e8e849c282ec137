import { test } from '@japa/runner'
import type { Facts } from '#rules/index'
import { presentImpact } from '#services/impact/present_impact'

/** Risks of these totals in cents, in zones A and B by turns. */
function rated(before: readonly number[], after: readonly number[]) {
  const facts = before.map((_, at): Facts => ({ policy: { zone: at % 2 === 0 ? 'A' : 'B' } }))
  return {
    scale: 2,
    before: Float64Array.from(before),
    after: Float64Array.from(after),
    decisionsBefore: new Uint8Array(before.length),
    decisionsAfter: Uint8Array.from(after.map((_, at) => (at === 0 ? 2 : 0))),
    facts,
    quoteIds: null,
  }
}

const zone = {
  name: 'policy.zone',
  title: 'Zone',
  groupOf: ({ policy }: Facts) => String(policy.zone),
}

test.group('The impact of a change of rates', () => {
  test('counts who pays more, less and the same, and sums to the cent', ({ assert }) => {
    const impact = presentImpact(
      rated([10_000, 10_000, 10_000, 10_001], [11_000, 9_000, 10_000, 10_001]),
      []
    )
    assert.containsSubset(impact, { risks: 4, more: 1, less: 1, same: 2, not_compared: 0 })
    assert.containsSubset(impact, { before: '400.01', after: '400.01', mean_before: '100.00' })
    assert.equal(impact.change_percent, '0.0')
    assert.deepEqual(impact.decisions, [{ from: 'accept', to: 'decline', risks: 1 }])
  })

  test('puts each risk that moves into the band of its change, and no other', ({ assert }) => {
    const { bands } = presentImpact(
      rated([10_000, 10_000, 10_000, 10_000], [10_100, 10_200, 9_800, 10_000]),
      []
    )
    assert.deepEqual(bands[0], { from: '-2.0', to: '-1.5', risks: 1 })
    assert.deepEqual(bands.at(-1), { from: '2.0', to: '2.5', risks: 1 })
    assert.lengthOf(bands, 9)
    assert.deepEqual(
      bands.filter(({ risks }) => risks > 0).map(({ from }) => from),
      ['-2.0', '1.0', '2.0']
    )
  })

  test('bands are wider where the changes are, and the outermost are open', ({ assert }) => {
    const before = Array.from({ length: 200 }, () => 10_000)
    const after = before.map((_, at) => (at === 0 ? 90_000 : 13_000))
    const { bands } = presentImpact(rated(before, after), [])
    assert.deepEqual(bands.at(-1), { from: '40.0', to: null, risks: 1 })
    assert.containsSubset(bands, [{ from: '30.0', to: '35.0', risks: 199 }])
  })

  test('names the worst first, with its facts, and only risks that move', ({ assert }) => {
    const { worst, best } = presentImpact(
      rated([10_000, 20_000, 5_000], [12_000, 20_000, 2_500]),
      []
    )
    assert.deepEqual(worst, [
      {
        number: 1,
        quote_id: null,
        before: '100.00',
        after: '120.00',
        change: '20.00',
        change_percent: '20.0',
        facts: { policy: { zone: 'A' } },
      },
    ])
    assert.containsSubset(best, [{ number: 3, change: '-25.00', change_percent: '-50.0' }])
  })

  test('groups by a dimension, those that move the most first', ({ assert }) => {
    const { dimensions } = presentImpact(
      rated([10_000, 10_000, 10_000, 10_000], [10_000, 11_000, 10_000, 11_000]),
      [zone]
    )
    assert.containsSubset(dimensions[0]?.groups, [
      { value: 'B', risks: 2, more: 2, change_percent: '10.0' },
      { value: 'A', risks: 2, more: 0, change_percent: '0.0' },
    ])
  })

  test('leaves out what one of the two does not rate, and says how many', ({ assert }) => {
    const impact = presentImpact(rated([10_000, Number.NaN, 10_000], [10_000, 1, Number.NaN]), [])
    assert.containsSubset(impact, { risks: 1, same: 1, not_compared: 2 })
    const none = presentImpact(rated([Number.NaN], [1]), [zone])
    assert.containsSubset(none, { risks: 0, change_percent: null, mean_before: '0.00' })
  })
})
