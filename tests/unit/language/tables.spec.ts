import { test } from '@japa/runner'
import { errorsOf, parcelFigures } from '#tests/support/parcel_plan'

const BY_MILES = 'premium of policy\n  base  100.00 * curve[policy.miles]\n  round to 0.01\n'
const curve = (ends: string) =>
  `table curve by miles interpolated ${ends} gives factor
  1000 | 1.00
  2000 | 1.50
  4000 | 1.60

${BY_MILES}`

async function atMiles(statements: string, miles: number): Promise<string | undefined> {
  const { total, refused } = await parcelFigures(statements, { policy: { miles } })
  return total ?? `refused at ${refused}`
}

test.group('Interpolation', () => {
  test('between two rows lies on the line through them', async ({ assert }) => {
    // 1500 is half the way from 1.00 to 1.50; 3000 half the way from 1.50 to 1.60.
    assert.equal(await atMiles(curve('flat at ends'), 1500), '125.00')
    assert.equal(await atMiles(curve('flat at ends'), 3000), '155.00')
    assert.equal(await atMiles(curve('flat at ends'), 2000), '150.00')
  })

  test('flat at ends stays at the first and the last row', async ({ assert }) => {
    assert.equal(await atMiles(curve('flat at ends'), 0), '100.00')
    assert.equal(await atMiles(curve('flat at ends'), 50_000), '160.00')
  })

  test('extended at ends goes on along the first and the last line', async ({ assert }) => {
    // 0.50 for 1000 below the first row; 0.10 for 2000 above the last: 5000 is 1.65.
    assert.equal(await atMiles(curve('extended at ends'), 0), '50.00')
    assert.equal(await atMiles(curve('extended at ends'), 5000), '165.00')
  })

  test('error outside refuses what lies outside and names it, and nothing else', async ({
    assert,
  }) => {
    assert.equal(await atMiles(curve('error outside'), 999), 'refused at policy.miles')
    assert.equal(await atMiles(curve('error outside'), 1000), '100.00')
    assert.equal(await atMiles(curve('error outside'), 4000), '160.00')
    assert.equal(await atMiles(curve('error outside'), 4001), 'refused at policy.miles')
  })

  test('does not compile where nothing says what is meant at the ends', ({ assert }) => {
    assert.isNotEmpty(errorsOf(curve('')))
  })
})

test.group('Bands', () => {
  const bands = `table curve by miles in band gives factor
  under 100         | 1.00
  100 up to 200     | 2.00
  200 to 300        | 3.00
  over 300 to 400   | 4.00
  over 400          | 5.00

${BY_MILES}`

  for (const [miles, total] of [
    [99, '100.00'],
    [100, '200.00'],
    [199, '200.00'],
    [200, '300.00'],
    [300, '300.00'],
    [301, '400.00'],
    [400, '400.00'],
    [401, '500.00'],
  ] as const) {
    test(`${miles} lies on the side of its edge that the band says`, async ({ assert }) => {
      assert.equal(await atMiles(bands, miles), total)
    })
  }

  test('of amounts of money leave no cent between them', async ({ assert }) => {
    const plan = `table step by amount in band gives factor
  500.00 and under | 1.00
  over 500.00      | 2.00

premium of policy
  base  100.00 * step[policy.amount]
`
    const at = async (amount: string) => (await parcelFigures(plan, { policy: { amount } })).total
    assert.deepEqual([await at('500.00'), await at('500.01')], ['100.00', '200.00'])
  })
})

test.group('First matches', () => {
  const plan = `table load by place, miles in band first match gives factor
  north        | any       | 1.10
  north, south | over 1000 | 1.20
  any          | over 2000 | 1.30
  any          | any       | 1.00

premium of policy
  base  100.00 * load[policy.place, policy.miles]
`
  for (const [place, miles, total] of [
    ['north', 3000, '110.00'],
    ['south', 3000, '120.00'],
    ['south', 1000, '100.00'],
    ['east', 2000, '100.00'],
    ['east', 2001, '130.00'],
  ] as const) {
    test(`${place} with ${miles} takes the first row that holds, any being whatever is given`, async ({
      assert,
    }) => {
      assert.equal((await parcelFigures(plan, { policy: { place, miles } })).total, total)
    })
  }

  test('without a row for all else do not compile', ({ assert }) => {
    const codes = errorsOf(plan.replace('  any          | any       | 1.00\n', ''))
    assert.deepEqual([...new Set(codes)], ['RATE301'])
  })
})
