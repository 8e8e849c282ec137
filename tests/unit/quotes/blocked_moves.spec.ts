import { test } from '@japa/runner'
import { presentBlocked } from '#http/present_blocked'
import { blockedMoves } from '#services/quotes/life/blocked_moves'

const QUOTED = { status: 'quoted', total: '1373.00', expiresOn: '2026-12-14' } as const
const TODAY = '2026-11-24'

test.group('Moves that are not open', () => {
  test('of a quote that anyone may bind are none', ({ assert }) => {
    assert.isEmpty(blockedMoves(QUOTED, 'agent', TODAY))
    assert.isEmpty(blockedMoves(QUOTED, 'agent', '2026-12-14'))
  })

  test('of a referred quote are what takes an underwriter, and binding until then', ({
    assert,
  }) => {
    const blocked = blockedMoves({ ...QUOTED, status: 'referred' }, 'agent', TODAY)
    assert.deepEqual(blocked.map(presentBlocked), [
      { move: 'approve', code: 'not_allowed', detail: 'For someone in the role underwriter.' },
      { move: 'decline', code: 'not_allowed', detail: 'For someone in the role underwriter.' },
      { move: 'bind', code: 'not_approved', detail: 'Waits for an underwriter to approve it.' },
    ])
  })

  test('are approving and binding from the day after the last, though nobody has marked it', ({
    assert,
  }) => {
    assert.deepEqual(blockedMoves(QUOTED, 'admin', '2026-12-15'), [
      { move: 'bind', because: { type: 'quote_expired', on: '2026-12-14' } },
    ])
    const [approve] = blockedMoves({ ...QUOTED, status: 'referred' }, 'admin', '2026-12-15')
    assert.deepEqual(approve?.because, { type: 'quote_expired', on: '2026-12-14' })
    assert.include(approve && presentBlocked(approve).detail, 'until 2026-12-14')
  })

  test('are binding what is over one’s authority, to the cent', ({ assert }) => {
    assert.isEmpty(blockedMoves({ ...QUOTED, total: '10000.00' }, 'agent', TODAY))
    const [bind] = blockedMoves({ ...QUOTED, total: '10000.01' }, 'agent', TODAY)
    assert.deepEqual(bind?.because, { type: 'over_authority', limit: '10000.00' })
    assert.include(bind && presentBlocked(bind).detail, '10000.00')
    assert.isEmpty(blockedMoves({ ...QUOTED, total: '10000.01' }, 'underwriter', TODAY))
  })
})
