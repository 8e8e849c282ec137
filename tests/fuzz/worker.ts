import { parentPort, workerData } from 'node:worker_threads'
import { readCorpus } from './corpus.ts'
import { tryCase } from './fuzz_case.ts'

/** What the worker is given; `progress` holds the seed that is being tried, for whoever watches it. */
export interface FuzzOrder {
  readonly firstSeed: number
  readonly cases: number
  readonly progress: Int32Array
}

/** A case that went wrong. */
export interface Fault {
  readonly seed: number
  readonly reason: string
}

// Whoever starts this worker gives it a FuzzOrder.
const { firstSeed, cases, progress } = workerData as FuzzOrder
const corpus = readCorpus()
for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
  Atomics.store(progress, 0, seed)
  try {
    await tryCase(seed, corpus)
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const fault: Fault = { seed, reason }
    parentPort?.postMessage(fault)
  }
}
