import { Worker } from 'node:worker_threads'
import { READS_TYPESCRIPT } from '#services/reads_typescript'
import type { ImpactAnswer, ImpactTask } from './impact_task.ts'

/** A measurement that takes longer is given up, with its thread. */
const MOST_MS = 120_000

/** A thread that nobody asked for so long ends, and its book with it. */
const IDLE_MS = 300_000

interface Asked {
  readonly task: ImpactTask
  readonly settle: (answer: ImpactAnswer) => void
}

let worker: Worker | undefined
let timer: NodeJS.Timeout | undefined
const waiting: Asked[] = []

/** Measures on a thread beside this one, one task after the other; whatever ends the thread is an answer too. */
export function measureOnThread(task: ImpactTask): Promise<ImpactAnswer> {
  return new Promise((settle) => {
    waiting.push({ task, settle })
    if (waiting.length === 1) work()
  })
}

/** Ends the thread, if there is one; what waits for it is answered by that. */
export async function endImpactThread(): Promise<void> {
  await worker?.terminate()
}

function work(): void {
  clearTimeout(timer)
  const [next] = waiting
  if (!next) {
    timer = setTimeout(() => void endImpactThread(), IDLE_MS).unref()
    return worker?.unref()
  }
  worker ??= start()
  worker.ref()
  timer = setTimeout(() => void endImpactThread(), MOST_MS).unref()
  worker.postMessage(next.task)
}

function start(): Worker {
  const started = new Worker(new URL('impact_worker.ts', import.meta.url), {
    execArgv: READS_TYPESCRIPT,
  })
  let fault = 'It took too long and was given up.'
  started.on('message', answer)
  started.on('error', (error: Error) => (fault = String(error)))
  started.on('exit', () => {
    if (worker === started) worker = undefined
    if (waiting.length > 0) answer({ ok: false, type: 'fault', message: fault })
  })
  return started
}

function answer(given: ImpactAnswer): void {
  waiting.shift()?.settle(given)
  work()
}
