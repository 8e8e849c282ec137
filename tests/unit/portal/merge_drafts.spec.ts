import { test } from '@japa/runner'
import {
  mergeDrafts,
  withValue,
} from '../../../resources/portal/modules/quotes/revise/merge_drafts.ts'

const base = { policy: { term: 6, zip: '1' }, drivers: [{ name: 'A' }, { name: 'B' }] }

test.group('Two drafts of the same facts', () => {
  test('are brought together where they touch different answers', ({ assert }) => {
    const mine = { policy: { term: 12, zip: '1' }, drivers: [{ name: 'A' }, { name: 'C' }] }
    const theirs = { policy: { term: 6, zip: '2' }, drivers: [{ name: 'X' }, { name: 'B' }] }
    assert.deepEqual(mergeDrafts(base, mine, theirs), {
      draft: { policy: { term: 12, zip: '2' }, drivers: [{ name: 'X' }, { name: 'C' }] },
      conflicts: [],
    })
  })

  test('offer both values where they changed the same answer, and keep mine meanwhile', ({
    assert,
  }) => {
    const mine = { ...base, policy: { term: 12, zip: '3' } }
    const theirs = { ...base, policy: { term: 12, zip: '2' }, drivers: [{ name: 'A' }] }
    const { draft, conflicts } = mergeDrafts(base, mine, theirs)
    assert.deepEqual(conflicts, [{ pointer: '/policy/zip', mine: '3', theirs: '2' }])
    assert.deepEqual(draft, { policy: { term: 12, zip: '3' }, drivers: [{ name: 'A' }] })
    assert.deepEqual(withValue(draft, '/policy/zip', '2')['policy'], { term: 12, zip: '2' })
    assert.deepEqual(withValue(draft, '/policy/zip', undefined)['policy'], { term: 12 })
  })

  test('a list that both changed in length is one answer', ({ assert }) => {
    const mine = { ...base, drivers: [{ name: 'A' }] }
    const theirs = { ...base, drivers: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] }
    const [conflict] = mergeDrafts(base, mine, theirs).conflicts
    assert.equal(conflict?.pointer, '/drivers')
  })
})
