import { setImmediate } from 'node:timers/promises'
import { test } from '@japa/runner'
import { awaitCalm } from '#services/notices/await_calm'

const never = new AbortController().signal

/** Keeps the thread at work for so long, and lets others have their turn in between. */
async function work(forMs: number): Promise<void> {
  const started = performance.now()
  while (performance.now() < started + forMs) {
    const turn = performance.now()
    while (performance.now() < turn + 5);
    await setImmediate()
  }
}

test.group('Waiting for calm', () => {
  test('ends once the thread has time to spare, and not before', async ({ assert }) => {
    let isCalm = false
    const calm = awaitCalm(never).then(() => (isCalm = true))
    await work(1000)
    assert.isFalse(isCalm)
    // The timer behind it does not keep a process alive; the test does.
    const alive = setInterval(() => undefined, 1000)
    await calm
    clearInterval(alive)
    assert.isTrue(isCalm)
  })

  test('ends at once where it is told to stop', async ({ assert }) => {
    const started = performance.now()
    await awaitCalm(AbortSignal.abort())
    assert.isBelow(performance.now() - started, 100)
  })
})
