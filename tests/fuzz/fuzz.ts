import { Worker } from 'node:worker_threads'
import type { Fault, FuzzOrder } from './worker.ts'

export interface FuzzResult {
  readonly cases: number
  readonly faults: readonly Fault[]
}

/** No case takes longer than this, or it hangs. */
const LONGEST_CASE_MS = 20_000
const MOST_FAULTS = 20

/**
 * Tries one case after another, seed by seed, until the time or the cases are over. They run in a
 * thread of their own, so that one which hangs is found too.
 */
export async function fuzz(
  firstSeed: number,
  limit: { readonly seconds: number; readonly cases: number }
): Promise<FuzzResult> {
  const progress = new Int32Array(new SharedArrayBuffer(4))
  const faults: Fault[] = []
  const end = Date.now() + limit.seconds * 1000
  let next = firstSeed
  while (next < firstSeed + limit.cases && Date.now() < end && faults.length < MOST_FAULTS) {
    Atomics.store(progress, 0, next)
    const order: FuzzOrder = { firstSeed: next, cases: firstSeed + limit.cases - next, progress }
    const hung = await untilEnded(order, end, faults)
    next = Atomics.load(progress, 0) + 1
    if (hung) faults.push({ seed: next - 1, reason: `No end after ${LONGEST_CASE_MS} ms` })
  }
  return { cases: next - firstSeed, faults }
}

/** Runs a worker to its end or until the time is over; true where a case of it hangs. */
function untilEnded(order: FuzzOrder, end: number, faults: Fault[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: order })
    let [seed, since] = [-1, Date.now()]
    const stop = (hung: boolean) => {
      clearInterval(watch)
      void worker.terminate().then(() => resolve(hung))
    }
    const watch = setInterval(() => {
      const now = Atomics.load(order.progress, 0)
      if (now !== seed) [seed, since] = [now, Date.now()]
      if (Date.now() - since > LONGEST_CASE_MS) stop(true)
      else if (Date.now() > end || faults.length >= MOST_FAULTS) stop(false)
    }, 100)
    worker.on('message', (fault: Fault) => faults.push(fault))
    worker.on('error', (error) => {
      clearInterval(watch)
      reject(error)
    })
    worker.on('exit', () => {
      clearInterval(watch)
      resolve(false)
    })
  })
}
