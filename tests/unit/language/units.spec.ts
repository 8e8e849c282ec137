import { test } from '@japa/runner'
import { errorsOf, parcelFigures } from '#tests/support/parcel_plan'

const base = (value: string) => `premium of policy\n  base   ${value}\n  round  to 0.01\n`

test.group('Kinds of numbers', () => {
  for (const [value, total] of [
    ['policy.amount * 1.5', '150.00'],
    ['12 % of policy.amount', '12.00'],
    ['policy.amount + 12.50', '112.50'],
    ['policy.amount * 3', '300.00'],
  ] as const) {
    test(`${value} is an amount: ${total}`, async ({ assert }) => {
      assert.equal((await parcelFigures(base(value))).total, total)
    })
  }

  for (const [wrong, value] of [
    ['money times money', 'policy.amount * policy.amount'],
    ['money and a factor', 'policy.amount + policy.share'],
    ['money and a whole number', 'policy.amount + policy.miles'],
    ['money and a choice', 'policy.amount + policy.place'],
    ['money and a date', 'policy.amount + policy.effective_on'],
    ['a factor for an amount', 'policy.share'],
    ['a factor by money', 'policy.share / policy.amount'],
    ['a percentage of a choice', '5 % of policy.place'],
  ] as const) {
    test(`${wrong} is an error: ${value}`, ({ assert }) => {
      assert.isNotEmpty(errorsOf(base(value)))
    })
  }

  for (const condition of [
    'policy.place is 5',
    'policy.place < south',
    'policy.effective_on > 5',
    'policy.miles is north',
    'policy.amount is 30/60',
    'policy.share < policy.amount',
  ]) {
    test(`what can't be compared is an error: ${condition}`, ({ assert }) => {
      const rule = `rule R-1 "Rule"\n  when  ${condition}\n  then  decline "No"\n\n`
      assert.isNotEmpty(errorsOf(rule + base('100.00')))
    })
  }

  test('limits such as 30/60 have the order in which they are declared', async ({ assert }) => {
    const plan = `premium of each van, each coverage
  base   100.00
  times  1.25    when coverage is BI and limit at least 50/100
`
    const of = async (limit: string) => {
      const vans = [{ coverages: { BI: { limit } } }]
      return (await parcelFigures(plan, { vans })).total
    }
    assert.deepEqual([await of('30/60'), await of('50/100')], ['100.00', '125.00'])
  })
})
