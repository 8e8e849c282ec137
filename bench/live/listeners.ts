/**
 * Keeps so many event streams open, in a process of its own, each from one of several loopback addresses so that
 * ports suffice. A stream that ends comes back with its Last-Event-ID until it is told to stop.
 */
import { connect } from 'node:net'
import { StreamReader } from './stream_reader.ts'

/** What the process is asked. */
export type Question =
  | {
      readonly type: 'open'
      readonly port: number
      readonly token: string
      readonly count: number
      readonly atOnce: number
    }
  | { readonly type: 'tell' }

/** What all streams came to since they were opened. */
export interface Told {
  readonly type: 'told'
  /** Streams that are up to date at this moment. */
  readonly ready: number
  readonly opened: number
  readonly refused: number
  /** Events whose id was not above the one before it. */
  readonly outOfOrder: number
  /** By quote: how many streams heard of it, and when, in ascending milliseconds since the epoch. */
  readonly heard: readonly (readonly [quote: string, at: readonly number[]])[]
}

const SOURCES = 8
/** About what browsers wait before they come back; each waits a little longer or less. */
const RETRY_MS = 2000

const heard = new Map<string, number[]>()
let ready = 0
let opened = 0
let refused = 0
let outOfOrder = 0

process.on('message', (question: Question) => {
  if (question.type === 'open') void openAll(question)
  else {
    const sorted = [...heard].map(([quote, at]) => [quote, at.toSorted((a, b) => a - b)] as const)
    const told: Told = { type: 'told', ready, opened, refused, outOfOrder, heard: sorted }
    process.send?.(told)
  }
})
process.on('disconnect', () => process.exit())

/** Opens a few at once, as clients come, until all are there. */
async function openAll({ count, atOnce, ...where }: Extract<Question, { type: 'open' }>) {
  let next = 0
  const opener = async () => {
    while (next < count) await keepOpen(next++, where)
  }
  await Promise.all(Array.from({ length: atOnce }, opener))
}

/** Resolves once the stream is up to date for the first time. */
function keepOpen(number: number, where: { readonly port: number; readonly token: string }) {
  return new Promise<void>((resolve) => {
    let lastId: string | undefined
    const again = () => setTimeout(open, RETRY_MS * (0.5 + Math.random()))
    const open = () => {
      let isReady = false
      const reader = new StreamReader((event) => {
        if (event.type === 'ready') {
          isReady = true
          ready++
          opened++
          resolve()
        } else {
          if (lastId !== undefined && BigInt(event.id) <= BigInt(lastId)) outOfOrder++
          if (event.quote !== undefined) hear(event.quote)
        }
        lastId = event.id
      })
      const localAddress = `127.0.0.${2 + (number % SOURCES)}`
      const socket = connect({ host: '127.0.0.1', port: where.port, localAddress })
      socket.setEncoding('latin1')
      socket.on('connect', () => socket.write(requestOf(where, lastId)))
      socket.on('data', (text) => {
        if (!reader.read(String(text))) socket.destroy()
      })
      socket.on('error', () => undefined)
      socket.on('close', () => {
        if (isReady) ready--
        else refused++
        again()
      })
    }
    open()
  })
}

function hear(quote: string): void {
  const at = performance.timeOrigin + performance.now()
  const known = heard.get(quote)
  if (known) known.push(at)
  else heard.set(quote, [at])
}

function requestOf(
  { port, token }: { readonly port: number; readonly token: string },
  lastId: string | undefined
): string {
  const lines = [
    'GET /live?channels=quotes HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    `authorization: Bearer ${token}`,
    'accept: text/event-stream',
    ...(lastId === undefined ? [] : [`last-event-id: ${lastId}`]),
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}
