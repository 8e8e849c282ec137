import { EventEmitter, once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { HashedProgram } from '#rules/index'
import type { BookAnswer, BookTask } from './book_worker.ts'
import { READS_TYPESCRIPT } from '#services/reads_typescript'

/** Threads that rate parts of a book, each part by the next that is free. */
export interface BookPool {
  /** Resolves once a thread has taken the part; what came of it goes to `onRated`, with the place of its first risk. */
  add(texts: readonly string[], from: number): Promise<void>
  /** Resolves once all parts are rated. */
  finish(): Promise<void>
  close(): Promise<void>
}

/** A part lies before each thread while it works at another, and no more: the source waits. */
const PARTS_AHEAD = 2

/** Opens a pool of so many threads, each with the programs prepared. Whatever ends a thread rejects what waits for it. */
export function openBookPool(
  programs: readonly HashedProgram[],
  size: number,
  onRated: (from: number, answer: BookAnswer) => void
): BookPool {
  const threads = Array.from({ length: size }, () => {
    const worker = new Worker(new URL('book_worker.ts', import.meta.url), {
      workerData: programs,
      execArgv: READS_TYPESCRIPT,
    })
    return { worker, waiting: [] as number[] }
  })
  const answers = new EventEmitter()
  let failure: Error | null = null
  for (const thread of threads) {
    thread.worker.on('message', (answer: BookAnswer) => {
      const from = thread.waiting.shift()
      if (from !== undefined) onRated(from, answer)
      answers.emit('rated')
    })
    thread.worker.on('error', (error: Error) => {
      failure = error
      answers.emit('rated')
    })
  }
  const wait = async () => {
    await once(answers, 'rated')
    if (failure) throw failure
  }
  return {
    add: async (texts, from) => {
      for (;;) {
        if (failure) throw failure
        const [thread] = threads.toSorted((a, b) => a.waiting.length - b.waiting.length)
        if (thread && thread.waiting.length < PARTS_AHEAD) {
          thread.waiting.push(from)
          const task: BookTask = { texts }
          return thread.worker.postMessage(task)
        }
        await wait()
      }
    },
    finish: async () => {
      while (threads.some(({ waiting }) => waiting.length > 0)) await wait()
      if (failure) throw failure
    },
    close: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}
