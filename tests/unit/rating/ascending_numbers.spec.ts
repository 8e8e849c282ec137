import fc from 'fast-check'
import { test } from '@japa/runner'

import { AscendingNumbers } from '#rules/rating/ascending_numbers'

const SPREAD = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.maxSafeInteger())

test.group('Numbers in ascending order', () => {
  test('tell how many are at most a key, however they are spread', ({ assert }) => {
    fc.assert(
      fc.property(fc.uniqueArray(SPREAD, { maxLength: 200 }), SPREAD, (numbers, other) => {
        const sorted = numbers.toSorted((a, b) => a - b)
        const ascending = new AscendingNumbers(sorted)
        for (const key of [...sorted, ...sorted.map((number) => number + 1), other]) {
          const count = sorted.filter((number) => number <= key).length
          assert.equal(ascending.countUpTo(key), count, `${key} in ${sorted.join(' ')}`)
          assert.equal(ascending.isAt(count - 1, key), sorted.includes(key))
        }
      })
    )
  })

  test('may begin below any number, and may be none', ({ assert }) => {
    const numbers = Array.from({ length: 40 }, (_, at) => (at === 0 ? -Infinity : at * at))
    const ascending = new AscendingNumbers(numbers)
    assert.equal(ascending.countUpTo(-1e9), 1)
    assert.equal(ascending.countUpTo(39 * 39), 40)
    assert.equal(new AscendingNumbers([]).countUpTo(7), 0)
  })
})
