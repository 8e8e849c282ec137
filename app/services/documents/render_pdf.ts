import { Worker } from 'node:worker_threads'
import type { DocumentContent } from './document_content.ts'
import type { RenderAnswer, RenderTask } from './render_worker.ts'

/** Documents after which a worker makes room for a new one, with whatever memory it had taken. */
const MOST_FOR_ONE = 500

/** Documents that may wait; whoever comes then is told to come back. */
const MOST_WAITING = 100

/** A document takes milliseconds; one that takes this long never ends. */
const LONGEST_MS = 20_000

/** Too many documents are asked for at this moment. */
export class RendererBusy extends Error {
  override readonly name = 'RendererBusy'
}

interface Waiting {
  readonly task: RenderTask
  readonly resolve: (pdf: Uint8Array) => void
  readonly reject: (error: Error) => void
}

let next = 0
let worker: Worker | undefined
let made = 0
let current: Waiting | undefined
let timer: NodeJS.Timeout | undefined
const queue: Waiting[] = []

/**
 * Sets a document as a tagged PDF (PDF/UA-1), in a thread of its own; the same content and moment give the same bytes.
 * @throws RendererBusy where too many wait, Error where the document can't be set.
 */
export function renderPdf(content: DocumentContent, madeAt: Date): Promise<Uint8Array> {
  if (queue.length >= MOST_WAITING) {
    return Promise.reject(new RendererBusy('Too many documents are being made.'))
  }
  const task = {
    id: next++,
    content: JSON.stringify(content),
    madeAt: Math.floor(madeAt.getTime() / 1000),
  }
  return new Promise((resolve, reject) => {
    queue.push({ task, resolve, reject })
    work()
  })
}

function work(): void {
  if (current) return
  current = queue.shift()
  if (!current) {
    worker?.unref()
    return
  }
  if (worker && made >= MOST_FOR_ONE) retire(worker)
  worker ??= startWorker()
  worker.ref()
  made++
  timer = setTimeout(() => fail(new Error('The document took too long.')), LONGEST_MS)
  worker.postMessage(current.task)
}

function startWorker(): Worker {
  // Node strips its types by itself, without the host's loader.
  const started = new Worker(new URL('./render_worker.ts', import.meta.url), { execArgv: [] })
  made = 0
  started.on('message', (answer: RenderAnswer) => {
    const waiting = current
    if (!waiting || answer.id !== waiting.task.id) return
    settle()
    if ('pdf' in answer) waiting.resolve(answer.pdf)
    else waiting.reject(new Error(`The document can't be set: ${answer.error}`))
    work()
  })
  started.on('error', (error: Error) => worker === started && fail(error))
  return started
}

/** Gives the document under way up, with the worker that has it; those that wait get a new one. */
function fail(error: Error): void {
  const waiting = current
  settle()
  if (worker) retire(worker)
  waiting?.reject(error)
  work()
}

function settle(): void {
  clearTimeout(timer)
  current = undefined
}

function retire(old: Worker): void {
  worker = undefined
  void old.terminate()
}
