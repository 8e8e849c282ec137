import { test } from '@japa/runner'
import fc from 'fast-check'
import { splitInstalments } from '#services/policies/split_instalments'

const cents = (amount: string) => BigInt(amount.replace('.', ''))

test.group('Instalments', () => {
  test('put the cents that do not divide into the first', ({ assert }) => {
    assert.deepEqual(splitInstalments('100.00', 3, '2026-01-31'), [
      { number: 1, dueOn: '2026-01-31', amount: '33.34' },
      { number: 2, dueOn: '2026-02-28', amount: '33.33' },
      { number: 3, dueOn: '2026-03-31', amount: '33.33' },
    ])
  })

  test('of a total smaller than their number are mostly nothing', ({ assert }) => {
    const amounts = splitInstalments('0.02', 4, '2026-01-01').map(({ amount }) => amount)
    assert.deepEqual(amounts, ['0.02', '0.00', '0.00', '0.00'])
  })

  test('sum to the total, whatever it is', ({ assert }) => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), fc.integer({ min: 1, max: 12 }), (total, count) => {
        const digits = total.toString().padStart(3, '0')
        const split = splitInstalments(
          `${digits.slice(0, -2)}.${digits.slice(-2)}`,
          count,
          '2026-05-01'
        )
        assert.lengthOf(split, count)
        assert.equal(
          split.reduce((sum, { amount }) => sum + cents(amount), 0n),
          total
        )
        const rest = split.slice(1).map(({ amount }) => cents(amount))
        assert.isTrue(rest.every((amount) => amount <= cents(split[0]?.amount ?? '0')))
      })
    )
  })
})
