import { test } from '@japa/runner'
import { expiryOf } from '#services/quotes/life/expiry'

test.group('The last day of a quote', () => {
  test('is the day on which cover begins, where that comes first', ({ assert }) => {
    assert.deepEqual(expiryOf({ ratedOn: '2026-04-20', effectiveOn: '2026-05-01' }), {
      on: '2026-05-01',
      reason: 'effective_date',
    })
  })

  test('is thirty days from the rating otherwise, over the end of a month', ({ assert }) => {
    assert.deepEqual(expiryOf({ ratedOn: '2026-01-31', effectiveOn: '2026-05-01' }), {
      on: '2026-03-02',
      reason: 'days_open',
    })
  })

  test('is the last day on which its reports are good, where they were ordered long before', ({
    assert,
  }) => {
    const quote = { ratedOn: '2026-03-10', effectiveOn: '2026-05-01' }
    assert.deepEqual(expiryOf({ ...quote, reportsOrderedOn: '2026-01-15' }), {
      on: '2026-03-16',
      reason: 'report_age',
    })
    assert.equal(expiryOf({ ...quote, reportsOrderedOn: '2026-03-09' }).reason, 'days_open')
  })

  test('is the day before other rates come into force for its date', ({ assert }) => {
    const quote = { ratedOn: '2026-04-01', effectiveOn: '2026-05-01' }
    assert.deepEqual(expiryOf({ ...quote, nextRatesFrom: '2026-04-15' }), {
      on: '2026-04-14',
      reason: 'rates_change',
    })
    assert.equal(expiryOf({ ...quote, nextRatesFrom: '2026-05-02' }).reason, 'effective_date')
  })
})
