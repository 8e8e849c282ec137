import { test } from '@japa/runner'
import { parcelFigures } from '#tests/support/parcel_plan'

async function on(statements: string, effective_on: string) {
  return parcelFigures(statements, { policy: { effective_on } })
}

test.group('What changes by date', () => {
  const table = `table load by place gives factor from 2025-01-01
  all else | 1.10

table load by place gives factor from 2026-01-01
  north    | 1.20
  all else | 1.30

premium of policy
  base  100.00 * load[policy.place]
`
  for (const [day, total] of [
    ['2025-01-01', '110.00'],
    ['2025-12-31', '110.00'],
    ['2026-01-01', '120.00'],
  ] as const) {
    test(`of a table, the edition that counts on ${day}`, async ({ assert }) => {
      assert.equal((await on(table, day)).total, total)
    })
  }

  test('before the first edition of a table the quote is refused', async ({ assert }) => {
    assert.deepEqual(await on(table, '2024-12-31'), { refused: 'policy.effective_on' })
  })

  test('of a constant, the one that counts on the day', async ({ assert }) => {
    const plan = `constant part 10 %
constant part 12.5 % from 2026-05-01

premium of policy
  base   200.00 * part
  round  to 0.01
`
    assert.equal((await on(plan, '2026-04-30')).total, '20.00')
    assert.equal((await on(plan, '2026-05-01')).total, '25.00')
  })

  test('a rule, a discount and a fee count from a day until another, which is out', async ({
    assert,
  }) => {
    const plan = `rule R-1 "Review" from 2026-02-01 until 2026-03-01
  when  policy.place is north
  then  refer "Look at it"

discounts of policy
  combine by sum
  early  "Early"  10 %  from 2026-02-01 until 2026-03-01

premium of policy
  base   100.00
  times  1 - discounts

charge stamp "Stamp" 2 % of premium rounded to 0.01 from 2026-02-01 until 2026-03-01
`
    const of = async (day: string) => {
      const { decision, premium, total } = await on(plan, day)
      return [decision, premium, total]
    }
    assert.deepEqual(await of('2026-01-31'), ['accept', '100.00', '100.00'])
    assert.deepEqual(await of('2026-02-01'), ['refer', '90.00', '91.80'])
    assert.deepEqual(await of('2026-02-28'), ['refer', '90.00', '91.80'])
    assert.deepEqual(await of('2026-03-01'), ['accept', '100.00', '100.00'])
  })

  test('a step changes by date', async ({ assert }) => {
    const plan = `premium of policy
  base   100.00
  times  1.05    when policy.effective_on >= 2026-05-01
`
    assert.equal((await on(plan, '2026-04-30')).total, '100.00')
    assert.equal((await on(plan, '2026-05-01')).total, '105.00')
  })
})

test.group('Ages and whole periods', () => {
  const plan = `let age of courier    = whole years from born_on to policy.effective_on
let months of courier = whole months from born_on to policy.effective_on
let days of courier   = whole days from born_on to policy.effective_on

premium of each courier
  base  1.00 * age      as "Years"
  plus  1.00 * months   as "Months"
  plus  1.00 * days     as "Days"
`
  for (const [effectiveOn, years, months, days] of [
    // Born on 29 February 2012: a year, and a month, is complete on 1 March where there is no 29th.
    ['2026-02-28', 13, 167, 5113],
    ['2026-03-01', 14, 168, 5114],
    ['2024-02-28', 11, 143, 4382],
    ['2024-02-29', 12, 144, 4383],
  ] as const) {
    test(`from 29 February 2012 to ${effectiveOn} are ${years} years, ${months} months, ${days} days`, async ({
      assert,
    }) => {
      const figures = await parcelFigures(plan, {
        policy: { effective_on: effectiveOn },
        couriers: [{ born_on: '2012-02-29' }],
      })
      const operand = (step: string) => Number(figures[`courier 1 / ${step}`])
      assert.equal(operand('Years'), years)
      assert.equal(operand('Months'), years + months)
      assert.equal(operand('Days'), years + months + days)
    })
  }
})
