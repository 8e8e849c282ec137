import { test } from '@japa/runner'
import { Fresh } from '#services/fresh'

test.group('Fresh values', () => {
  test('many who ask at once cause one load', async ({ assert }) => {
    const fresh = new Fresh<number>(60_000)
    let loads = 0
    const load = async () => ++loads
    const values = await Promise.all([1, 2, 3].map(() => fresh.get('a', load)))
    assert.deepEqual(values, [1, 1, 1])
    assert.equal(await fresh.get('b', load), 2)
  })

  test('a value past its age is loaded anew', async ({ assert }) => {
    const fresh = new Fresh<number>(-1)
    let loads = 0
    await fresh.get('a', async () => ++loads)
    assert.equal(await fresh.get('a', async () => ++loads), 2)
  })

  test('the oldest makes room', async ({ assert }) => {
    const fresh = new Fresh<string>(60_000, 2)
    for (const key of ['a', 'b', 'c']) await fresh.get(key, async () => 'first')
    assert.equal(await fresh.get('c', async () => 'second'), 'first')
    assert.equal(await fresh.get('a', async () => 'second'), 'second')
  })

  test('a failure is told to whoever asked, and not remembered', async ({ assert }) => {
    const fresh = new Fresh<string>(60_000)
    await assert.rejects(() => fresh.get('a', () => Promise.reject(new Error('gone'))), 'gone')
    assert.equal(await fresh.get('a', async () => 'back'), 'back')
  })
})
