import { test } from '@japa/runner'

import { comparedProducts, roundedProduct } from '#rules/rating/bulk/exact_product'
import type { RoundingMode } from '#rules/program/program'

const LARGE = 2 ** 50

test.group('Products beyond doubles', () => {
  test('rounds a tie {mode}')
    .with([
      { mode: 'half up', expected: [3, -3, 4] },
      { mode: 'half down', expected: [2, -2, 3] },
      { mode: 'half even', expected: [2, -2, 4] },
      { mode: 'up', expected: [3, -3, 4] },
      { mode: 'down', expected: [2, -2, 3] },
    ] satisfies readonly { mode: RoundingMode; expected: readonly number[] }[])
    .run(({ assert }, { mode, expected }) => {
      // 2.5, -2.5 and 3.5, each as a product of which doubles hold neither side.
      const rounded = [5, -5, 7].map((tie) =>
        roundedProduct([tie, LARGE - 1, LARGE - 3], [2, LARGE - 3, LARGE - 1], mode)
      )
      assert.deepEqual(rounded, expected)
    })

  test('tells what is one part in 2^100 below a tie from the tie', ({ assert }) => {
    // (n - 1)(n + 1) is one less than n * n.
    const below = roundedProduct([5, LARGE - 1, LARGE + 1], [2, LARGE, LARGE], 'half up')
    assert.equal(below, 2)
    assert.equal(roundedProduct([5, LARGE, LARGE], [2, LARGE, LARGE], 'half up'), 3)
  })

  test('nothing is never less than nothing', ({ assert }) => {
    assert.isTrue(Object.is(roundedProduct([-1], [3], 'half up'), 0))
    assert.isTrue(Object.is(roundedProduct([-0, 5], [3], 'up'), 0))
  })

  test('compares quotients that doubles hold as equal', ({ assert }) => {
    const square = [LARGE, LARGE]
    const less = [LARGE - 1, LARGE + 1]
    assert.equal(comparedProducts(less, square, [1], [1]), -1)
    assert.equal(comparedProducts(square, less, [1], [1]), 1)
    assert.equal(comparedProducts([LARGE, 6], [2, 3, LARGE], [1], [1]), 0)
    assert.equal(comparedProducts([-1], [-1], [3], [2]), 1)
  })

  test('gives no number for what is not given, not whole, or divided by what is not above zero', ({
    assert,
  }) => {
    assert.isNaN(roundedProduct([Number.NaN], [1], 'up'))
    assert.isNaN(roundedProduct([0.5], [1], 'up'))
    assert.isNaN(roundedProduct([1], [0], 'up'))
    assert.isNaN(roundedProduct([1], [-2], 'up'))
    assert.isNaN(roundedProduct([LARGE, 2], [1], 'up'))
    assert.isNaN(comparedProducts([Number.NaN], [Number.NaN], [1], [1]))
    assert.isNaN(comparedProducts([1], [1], [0], [1]))
  })
})
