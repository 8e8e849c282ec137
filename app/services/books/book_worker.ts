import { parentPort, workerData } from 'node:worker_threads'
import { prepareBook } from '#rules/index'
import type { Facts, HashedProgram } from '#rules/index'

/** Risks to rate, each as the text of its facts, which have passed the shape's validation before. */
export interface BookTask {
  readonly texts: readonly string[]
}

/** What the programs made of them, program by program. */
export interface BookAnswer {
  readonly programs: readonly {
    readonly decisions: Uint8Array
    readonly totals: Float64Array
    readonly exact: number
    /** Totals are whole numbers at `10^scale`. */
    readonly scale: number
  }[]
}

const port = parentPort
if (!port) throw new Error('This file is the work of a thread')
// Given by `openBookPool` alone.
const programs = workerData as readonly HashedProgram[]
const raters = programs.map((program) => prepareBook(program))

port.on('message', ({ texts }: BookTask) => {
  void answer(texts)
})

async function answer(texts: readonly string[]): Promise<void> {
  const risks = texts.map((text): Facts => JSON.parse(text))
  const rated = []
  for (const rater of raters) rated.push({ ...(await rater.rate(risks)), scale: rater.scale })
  const buffers = rated.flatMap(({ decisions, totals }) => [decisions.buffer, totals.buffer])
  const message: BookAnswer = { programs: rated }
  port?.postMessage(message, buffers as ArrayBuffer[])
}
