import { test } from '@japa/runner'
import { parcelFigures } from '#tests/support/parcel_plan'

const van = (...coverages: readonly string[]) => ({
  coverages: Object.fromEntries(
    coverages.map((name) => [name, name === 'BI' ? { limit: '30/60' } : { deductible: 250 }])
  ),
})

test.group('The order of calculation', () => {
  test('takes additive terms between factors at their place', async ({ assert }) => {
    const plan = `premium of policy
  base   100.00  as "Base"
  times  1.20    as "First"
  plus   15.00   as "Term"
  times  1.10    as "Second"
  minus  3.50    as "Return"
`
    // (100 * 1.2 + 15) * 1.1 - 3.5
    const figures = await parcelFigures(plan)
    assert.deepInclude(figures, {
      'policy / First': '120.00',
      'policy / Term': '135.00',
      'total': '145.00',
    })
  })

  for (const [way, cap, total] of [
    ['sum', '', '65.00'], // 1 - 0.10 - 0.25
    ['sum', ', at most 30 %', '70.00'],
    ['product', '', '67.50'], // 0.90 * 0.75
    ['product', ', at most 30 %', '70.00'],
    ['product', ', at most 40 %', '67.50'],
  ] as const) {
    test(`discounts of 10 and 25 % by ${way}${cap} leave ${total} of 100.00`, async ({
      assert,
    }) => {
      const plan = `discounts of policy
  combine by ${way}${cap}
  first   "First"   10 %
  second  "Second"  25 %
  third   "Third"   50 %  when policy.place is east

premium of policy
  base   100.00
  times  1 - discounts
  round  to 0.01
`
      assert.equal((await parcelFigures(plan)).total, total)
    })
  }

  test('caps and floors against the premium of last year, where there is one', async ({
    assert,
  }) => {
    const plan = `premium of policy
  base   policy.amount
  when policy.prior is given
    at most   policy.prior * 1.10  as "Most"
    at least  policy.prior * 0.85  as "Least"
  round  to 0.01
`
    const due = async (amount: string, prior?: string) =>
      (await parcelFigures(plan, { policy: { amount, ...(prior && { prior }) } })).total
    assert.equal(await due('125.00', '100.00'), '110.00')
    assert.equal(await due('80.00', '100.00'), '85.00')
    assert.equal(await due('103.00', '100.00'), '103.00')
    assert.equal(await due('125.00'), '125.00')
  })

  test('scores decide and rate: points of several tables, added, in a tier', async ({ assert }) => {
    const plan = `table place_score by place gives integer
  north    | 40
  all else | 10

table miles_score by miles in band gives integer
  under 8000    | 30
  8000 and over |  5

let score = place_score[policy.place] + miles_score[policy.miles]

table tier by score in band gives factor
  under 30    | 1.30
  30 up to 60 | 1.00
  60 and over | 0.80

rule S-1 "Low score"
  when  score < 20
  then  decline "The score is below 20"

premium of policy
  base   100.00
  times  tier[score]
`
    const of = async (policy: object) => {
      const { decision, total } = await parcelFigures(plan, { policy: { ...policy } })
      return [decision, total]
    }
    assert.deepEqual(await of({ place: 'north', miles: 7999 }), ['accept', '80.00'])
    assert.deepEqual(await of({ place: 'north', miles: 8000 }), ['accept', '100.00'])
    assert.deepEqual(await of({ place: 'east', miles: 8000 }), ['decline', '130.00'])
  })

  test('a package discount looks across the coverages of a van', async ({ assert }) => {
    const plan = `premium of each van, each coverage
  base   100.00
  times  0.90    when van has COMP and van has COLL  as "Package"
`
    const vans = [van('BI', 'COMP', 'COLL'), van('BI', 'COMP')]
    assert.deepInclude(await parcelFigures(plan, { vans }), {
      'BI of van 1': '90.00',
      'COLL of van 1': '90.00',
      'BI of van 2': '100.00',
      'total': '470.00',
    })
  })

  test('a package discount and a minimum premium are of the policy', async ({ assert }) => {
    const plan = `premium of each van, each coverage
  base  80.00

total of policy
  times     0.95    when count of vans >= 2  as "Several vans"
  at least  100.00  as "Minimum premium of the policy"
  round     to 0.01
`
    assert.equal((await parcelFigures(plan, { vans: [van('BI')] })).total, '100.00')
    assert.equal((await parcelFigures(plan, { vans: [van('BI'), van('BI')] })).total, '152.00')
  })
})
