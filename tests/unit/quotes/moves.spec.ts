import { test } from '@japa/runner'
import { isLegal, movesFor } from '#services/quotes/life/moves'
import type { Move, QuoteStatus } from '#services/quotes/life/moves'

const STATUSES: readonly QuoteStatus[] = [
  ...(['quoted', 'referred', 'approved', 'declined', 'bound', 'expired', 'withdrawn'] as const),
]
const MOVES: readonly Move[] = [
  ...(['revise', 'refer', 'approve', 'decline', 'withdraw', 'reopen', 'expire', 'bind'] as const),
]

/** Every legal move there is, as status and move; all others are illegal. */
const LEGAL = new Set([
  ...[
    'quoted refer',
    'approved refer',
    'quoted revise',
    'quoted withdraw',
    'quoted expire',
    'quoted bind',
  ],
  ...['referred revise', 'referred approve', 'referred decline', 'referred withdraw'],
  ...['referred expire', 'approved revise', 'approved decline', 'approved withdraw'],
  ...['approved expire', 'approved bind', 'declined revise', 'declined reopen'],
  ...['expired revise', 'expired reopen', 'withdrawn reopen'],
])

test.group('The moves of a quote', () => {
  for (const status of STATUSES) {
    test(`of one that is ${status} are those listed and no other`, ({ assert }) => {
      for (const move of MOVES) {
        assert.equal(isLegal(status, move), LEGAL.has(`${status} ${move}`), move)
      }
    })
  }

  test("are fewer for an agent than for an underwriter, and none is the calendar's", ({
    assert,
  }) => {
    assert.deepEqual(movesFor('referred', 'agent'), ['revise', 'withdraw'])
    assert.deepEqual(movesFor('referred', 'underwriter'), [
      ...['revise', 'approve', 'decline', 'withdraw'],
    ])
    assert.deepEqual(movesFor('bound', 'admin'), [])
  })
})
