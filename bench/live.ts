/**
 * Measures live events: so many streams on one instance, what a stream costs, how soon all hear of a quote, and
 * whether all of them are whole after the server was restarted under them: `npm run bench:live`.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Clients } from './http/clients.ts'
import { MeasuredPlatform } from './http/measured_platform.ts'
import { openRequest } from './http/open_request.ts'
import type { Question, Told } from './live/listeners.ts'

const AIM_MS = 250

/** Once all streams are open; events come one by one, as quotes do. */
const EVENTS = 30
const BETWEEN_MS = 200

/** Given up when nothing more comes in for so long. */
const PATIENCE_MS = 60_000

const { values: asked } = parseArgs({
  options: {
    streams: { type: 'string', default: '10000' },
    profile: { type: 'string' },
  },
})
const streams = Number(asked.streams)

const platform = await MeasuredPlatform.start({ host: '127.0.0.1', profileDir: asked.profile })
const listeners = fork(new URL('live/listeners.ts', import.meta.url), {
  execArgv: ['--import=./bin/typescript.js'],
})
try {
  const token = await platform.token()
  const clients = new Clients({ host: '127.0.0.1', port: platform.port }, token, 1)
  const body = await openRequest()
  const sentAt = new Map<string, number>()
  const publish = async () => {
    const at = performance.timeOrigin + performance.now()
    const { status, text } = await clients.send('POST', '/api/v1/quotes', { body, withText: true })
    if (status !== 201) throw new Error(`A quote was answered by ${status}`)
    const { data }: { data: { id: string } } = JSON.parse(text)
    sentAt.set(data.id, at)
  }
  for (let n = 0; n < 20; n++) await publish()
  sentAt.clear()

  const before = await platform.used()
  const opening = performance.now()
  ask({ type: 'open', port: platform.port, token, count: streams, atOnce: 100 })
  await until(({ ready }) => ready === streams)
  const openedIn = performance.now() - opening
  const after = await platform.used()
  console.log(`${streams} streams open after ${(openedIn / 1000).toFixed(1)} s`)
  console.log(
    `a stream: ${(((after.rssMb - before.rssMb) * 1024) / streams).toFixed(1)} kB of memory, ${((after.cpuMs - before.cpuMs) / streams).toFixed(2)} ms of processor and ${((after.statements - before.statements) / streams).toFixed(2)} statements to open`
  )

  const quiet = await platform.used()
  for (let n = 0; n < EVENTS; n++) {
    await publish()
    await setTimeout(BETWEEN_MS)
  }
  const told = await until(isWhole)
  const loud = await platform.used()
  const times = told.heard.flatMap(([quote, at]) => {
    const sent = sentAt.get(quote)
    return sent === undefined ? [] : at.map((each) => each - sent)
  })
  times.sort((a, b) => a - b)
  const p99 = times[Math.floor(times.length * 0.99)] ?? Infinity
  console.log(`${EVENTS} quotes, each heard by all ${streams}, ${told.outOfOrder} out of order`)
  console.log(
    `from the request for a quote until a stream has it: p50 ${times[times.length >> 1]?.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, last ${times.at(-1)?.toFixed(0)} ms; ${((loud.cpuMs - quiet.cpuMs) / EVENTS).toFixed(0)} ms of processor an event`
  )
  console.log(`p99 below ${AIM_MS} ms: ${p99 < AIM_MS ? 'met' : 'missed'}`)

  await publish()
  const stopped = performance.now()
  await platform.pause()
  await platform.resume()
  const back = performance.now()
  for (let n = 0; n < EVENTS; n++) await publish()
  const whole = await until((each) => each.ready === streams && isWhole(each))
  console.log(
    `restart: up after ${((back - stopped) / 1000).toFixed(1)} s, all ${streams} back and whole ${((performance.now() - back) / 1000).toFixed(1)} s later; ${whole.outOfOrder} out of order, ${whole.refused} tries refused meanwhile`
  )
  clients.close()

  function isWhole({ heard }: Told): boolean {
    const counts = new Map(heard.map(([quote, at]) => [quote, at.length]))
    return [...sentAt.keys()].every((quote) => counts.get(quote) === streams)
  }
} finally {
  listeners.disconnect()
  await platform.end()
}

function ask(question: Question): void {
  listeners.send(question)
}

/** Asks until the answer will do; fails with what there was when nothing moves any more. */
async function until(isEnough: (told: Told) => boolean): Promise<Told> {
  let last = ''
  let moved = performance.now()
  for (;;) {
    const answered = once(listeners, 'message')
    ask({ type: 'tell' })
    // The listeners send nothing else.
    const [told] = (await answered) as [Told]
    if (isEnough(told)) return told
    const counts = told.heard.map(([quote, at]) => [quote, at.length])
    const now = JSON.stringify([told.ready, told.opened, counts])
    if (now !== last) moved = performance.now()
    last = now
    if (performance.now() - moved > PATIENCE_MS) throw new Error(`Streams were lost: ${now}`)
    await setTimeout(250)
  }
}
