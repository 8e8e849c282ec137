import { parentPort, workerData } from 'node:worker_threads'

import type { Facts } from '#rules/facts/facts'
import type { Program } from '#rules/program/program'
import { readBatch } from '#rules/rating/bulk/batch'
import { lowerProgram } from '#rules/rating/bulk/lower_program'

/** A thread that owns its share of a book: it reads the risks over and over until it has so many, then rates when asked. */
export interface Shard {
  readonly program: Program
  readonly risks: readonly Facts[]
  readonly count: number
}

// Given by `scale.ts` alone.
const { program, risks, count } = workerData as Shard
const share = Array.from({ length: count }, (_, at): Facts => {
  const facts = risks[at % risks.length]
  if (!facts) throw new RangeError('No risks to rate')
  return facts
})
const batch = readBatch(lowerProgram(program), share)
parentPort?.on('message', () => {
  const { totals, left } = batch.rate()
  parentPort?.postMessage({ rated: totals.length - left.length })
})
parentPort?.postMessage('ready')
