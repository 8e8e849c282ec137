import { test } from '@japa/runner'
import { parcelFigures } from '#tests/support/parcel_plan'

const PLAN = `premium of policy
  base  policy.amount

fee    stamp  "Stamp"          7.50
charge fund   "Guaranty fund"
  50 % of premium rounded to 10 down   until 2026-07-01
  52 % of premium rounded to 100 down  from 2026-07-01
tax    duty   "Duty"           (4 % of (premium + fees), at most 30.00) rounded to 0.01
`

test.group('Charges and taxes', () => {
  test('are percentages with roundings of their own, a tax of premium and fees together', async ({
    assert,
  }) => {
    // 50 % of 333.33 is 166.665, down to 160; 4 % of 333.33 + 7.50 + 160.00 is 20.0332.
    assert.deepInclude(await parcelFigures(PLAN, { policy: { amount: '333.33' } }), {
      'fee stamp': '7.50',
      'fee fund': '160.00',
      'fee duty': '20.03',
      'total': '520.86',
    })
  })

  test('change their rate and their rounding by date', async ({ assert }) => {
    // 52 % of 500.00 is 260, down to 200; 4 % of 707.50 is 28.30.
    const policy = { amount: '500.00', effective_on: '2026-07-01' }
    assert.deepInclude(await parcelFigures(PLAN, { policy }), {
      'fee fund': '200.00',
      'fee duty': '28.30',
      'total': '735.80',
    })
  })

  test('are bounded where the plan says so', async ({ assert }) => {
    const { 'fee duty': duty } = await parcelFigures(PLAN, { policy: { amount: '5000.00' } })
    assert.equal(duty, '30.00')
  })
})

test.group('Cancellation', () => {
  const cancelled = (share: string, table = '') => `${table}premium of policy
  base   policy.amount                as "Premium of the year"
  when policy.ended_on is given
    minus  (policy.amount * ${share} rounded to 0.01)  as "Kept"

`
  const days = 'whole days from policy.effective_on to policy.ended_on'
  const after = async (statements: string, ended_on?: string) => {
    const dated = ended_on === undefined ? {} : { ended_on }
    const policy = { amount: '1500.00', effective_on: '2025-01-01', ...dated }
    return (await parcelFigures(statements, { policy })).total
  }

  test('pro rata keeps the share of the days', async ({ assert }) => {
    // 219 of 365 days are 0.6: 600.00 goes back.
    assert.equal(await after(cancelled(`(${days}) / 365`), '2025-08-08'), '600.00')
    assert.equal(await after(cancelled(`(${days}) / 365`)), '1500.00')
  })

  test('nine tenths of pro rata goes back', async ({ assert }) => {
    const share = `(1 - 90 % * (1 - (${days}) / 365))`
    assert.equal(await after(cancelled(share), '2025-08-08'), '540.00')
  })

  test('short rate keeps what its table says for the days', async ({ assert }) => {
    const table = `table short_rate by days in band, error outside gives percent
  0 to 54    | 25 %
  55 to 73   | 30 %
  74 to 219  | 69 %
  220 to 365 | 100 %

`
    const share = `short_rate[${days}]`
    assert.equal(await after(cancelled(share, table), '2025-08-08'), '465.00')
    assert.equal(await after(cancelled(share, table), '2025-02-24'), '1125.00')
    assert.equal(await after(cancelled(share, table), '2025-02-25'), '1050.00')
  })
})
