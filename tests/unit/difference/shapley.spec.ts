import { test } from '@japa/runner'
import fc from 'fast-check'
import { shapley } from '#rules/difference/shapley'

const game = fc.integer({ min: 1, max: 6 }).chain((players) =>
  fc.record({
    players: fc.constant(players),
    worths: fc.array(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), {
      minLength: 2 ** players,
      maxLength: 2 ** players,
    }),
  })
)

const sum = (values: readonly bigint[]) => values.reduce((all, value) => all + value, 0n)

test.group('Sharing a difference', () => {
  test('sums to the difference, to the unit, whatever the game', ({ assert }) => {
    fc.assert(
      fc.property(game, ({ players, worths }) => {
        const shares = shapley(players, (mask) => worths[mask] ?? 0n)
        assert.equal(sum(shares), (worths.at(-1) ?? 0n) - (worths[0] ?? 0n))
      })
    )
  })

  test('gives each what it adds, where nobody depends on another', ({ assert }) => {
    const adds = [700n, -40n, 3n]
    const worth = (mask: number) => sum(adds.filter((_, at) => (mask & (1 << at)) !== 0))
    assert.deepEqual(shapley(3, worth), adds)
  })

  test('halves what two make together, the odd unit to the first', ({ assert }) => {
    assert.deepEqual(
      shapley(2, (mask) => (mask === 3 ? 101n : 0n)),
      [51n, 50n]
    )
    assert.deepEqual(
      shapley(2, (mask) => (mask === 3 ? -101n : 0n)),
      [-50n, -51n]
    )
  })

  test('does not depend on the order of the players, but for a unit of rounding', ({ assert }) => {
    fc.assert(
      fc.property(game, ({ players, worths }) => {
        const mirrored = (mask: number) =>
          Array.from({ length: players }, (_, at) => at).reduce(
            (other, at) => ((mask & (1 << at)) !== 0 ? other | (1 << (players - 1 - at)) : other),
            0
          )
        const shares = shapley(players, (mask) => worths[mask] ?? 0n)
        const other = shapley(players, (mask) => worths[mirrored(mask)] ?? 0n).toReversed()
        for (const [at, share] of shares.entries()) {
          const gap = share - (other[at] ?? 0n)
          assert.isTrue(gap >= -1n && gap <= 1n)
        }
      })
    )
  })

  test('nothing is shared among nobody', ({ assert }) => {
    assert.deepEqual(
      shapley(0, () => 5n),
      []
    )
  })
})
