import { test } from '@japa/runner'
import { errorsOf, parcelFigures } from '#tests/support/parcel_plan'

const THREE = [{ points: 2 }, { points: 7 }, { points: 4 }]
const BI_ALONE = { coverages: { BI: { limit: '30/60' } } }

function planOf(value: string): string {
  return `let factor of courier = 1 + 10 % * points

premium of policy
  base   100.00 * ${value}
  round  to 0.01
`
}

test.group('What is gathered from a list', () => {
  for (const [value, total] of [
    // The factors are 1.2, 1.7 and 1.4: their average is 4.3 / 3, a fraction without end.
    ['(average of factor over couriers rounded to 0.001)', '143.30'],
    ['sum of points over couriers', '1300.00'],
    ['(highest of factor over couriers)', '170.00'],
    ['(lowest of factor over couriers)', '120.00'],
    ['(2nd highest of factor over couriers, or 1 when there are fewer)', '140.00'],
    ['(3rd lowest of points over couriers, or 1 when there are fewer)', '700.00'],
    ['(4th lowest of points over couriers, or 9 when there are fewer)', '900.00'],
    ['count of couriers with points >= 4', '200.00'],
  ] as const) {
    test(`${value} comes to ${total}`, async ({ assert }) => {
      assert.equal((await parcelFigures(planOf(value), { couriers: THREE })).total, total)
    })
  }

  test('of nothing is what the plan says, or does not compile', async ({ assert }) => {
    const dearest = (rest: string) =>
      `premium of policy\n  base  7.00\n  plus  (highest of value over vans${rest})\n`
    assert.equal((await parcelFigures(dearest(', at least 50.00'))).total, '57.00')
    const nth = '(2nd highest of points over couriers, or 3 when there are fewer)'
    assert.equal((await parcelFigures(planOf(nth))).total, '300.00')
    assert.deepEqual(errorsOf(dearest('')), ['RATE318'])
  })
})

test.group('Premiums that repeat', () => {
  const plan = `premium of each van, each coverage
  base  25.00
  plus  1 % * value
  round to 0.01
`
  test('come once for each of a list, and over nothing to nothing', async ({ assert }) => {
    assert.deepInclude(
      await parcelFigures(plan, { vans: [BI_ALONE, { ...BI_ALONE, value: '200.00' }] }),
      {
        'BI of van 1': '35.00',
        'BI of van 2': '27.00',
        'total': '62.00',
      }
    )
    assert.deepInclude(await parcelFigures(plan), { premium: '0.00', total: '0.00' })
  })
})

test.group('Drivers and vehicles', () => {
  const plan = `let danger of courier = 1 + 10 % * points

assign main to each van
  rank couriers     by danger highest first
  rank vans         by value highest first
  ties              in order of entry
  van left over      takes the courier with the lowest danger
  courier left over is not assigned

premium of each van, each coverage
  base   100.00
  times  danger[main]
  round  to 0.01
`
  test('the first by rank goes with the first, and who is left over as the plan says', async ({
    assert,
  }) => {
    const vans = ['100.00', '900.00', '500.00'].map((value) => ({ value, ...BI_ALONE }))
    const couriers = [{ points: 1 }, { points: 5 }]
    assert.deepInclude(await parcelFigures(plan, { couriers, vans }), {
      'BI of van 1': '110.00', // left over: the courier with the lowest danger
      'BI of van 2': '150.00', // the dearest van, the courier with most points
      'BI of van 3': '110.00', // the second of both
    })
  })

  test('ties stay in the order of entry', async ({ assert }) => {
    const vans = [BI_ALONE, BI_ALONE]
    const couriers = [{ points: 3 }, { points: 3 }, { points: 9 }]
    assert.deepInclude(await parcelFigures(plan, { couriers, vans }), {
      'BI of van 1': '190.00',
      'BI of van 2': '130.00',
    })
  })

  test('the average of all rates each van', async ({ assert }) => {
    const average = `let danger of courier = 1 + 10 % * points
let shared = average of danger over couriers

premium of each van, each coverage
  base   100.00
  times  shared rounded to 0.001
  round  to 0.01
`
    const figures = await parcelFigures(average, { couriers: THREE, vans: [BI_ALONE] })
    assert.equal(figures['BI of van 1'], '143.30')
  })
})
