/**
 * Measures the API of a platform of its own under 50 clients that each send their next request when the last is
 * answered, with an empty database and with many quotes stored: `npm run bench:http -- --stored 1000000`. The
 * clients share the machine with server and database, so all are in the times; processor time is told of each.
 */
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { Clients } from './http/clients.ts'
import { inTurn, quantile, type Timed } from './http/in_turn.ts'
import { MeasuredPlatform } from './http/measured_platform.ts'
import { storeQuotes } from './http/stored_quotes.ts'
import { allWork, type Work } from './http/work.ts'

const CLIENTS = 50
const WARM_UP_MS = 3000

/** Issued policies a minute that the best commercial system published. */
const PUBLISHED_A_MINUTE = 11_500

/** The p99 that is wanted, in milliseconds. */
const AIMS = [
  ['POST /quotes', 100],
  ['GET /quotes/:id', 30],
  ['POST /quotes/:id/bind', 150],
] as const

const { values: asked } = parseArgs({
  options: {
    stored: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '10' },
    sustained: { type: 'string', default: '300' },
    only: { type: 'string' },
    profile: { type: 'string' },
  },
})

interface Figures extends Timed {
  readonly name: string
  readonly serverCpuMs: number
  readonly databaseCpuMs: number | undefined
  readonly statements: number
  readonly rssMb: number
}

const platform = await MeasuredPlatform.start({ profileDir: asked.profile })
try {
  const target = { host: 'localhost', port: platform.port }
  const clients = new Clients(target, await platform.token(), CLIENTS)
  const works = await allWork(clients)
  const wanted = Object.entries(works).filter(
    ([key]) => asked.only === undefined || asked.only.split(',').includes(key)
  )
  printMachine()
  const round = async (title: string) => {
    const figures: Figures[] = []
    printHead(title)
    for (const [, work] of wanted) {
      const each = await measure(work, Number(asked.seconds) * 1000)
      printFigures(each)
      figures.push(each)
    }
    return figures
  }
  const before = await round('An empty database')
  let after: readonly Figures[] = before
  if (Number(asked.stored) > 0) {
    await storeQuotes(await platform.databaseUrl(), Number(asked.stored))
    after = await round(`${Number(asked.stored).toLocaleString('en')} more quotes stored`)
    printRatios(before, after)
  }
  printAims(after)
  if (Number(asked.sustained) > 0) {
    printHead(`Sustained for ${asked.sustained} s`)
    const sustained = await measure(works.issue, Number(asked.sustained) * 1000)
    printFigures(sustained)
    const each = (sustained.times.length / sustained.seconds) * 60
    console.log(
      `\n${each.toFixed(0)} policies a minute, quoted and issued; ${PUBLISHED_A_MINUTE} were published elsewhere.`
    )
  }
  clients.close()
} finally {
  await platform.end()
}

async function measure({ name, once }: Work, forMs: number): Promise<Figures> {
  await inTurn(CLIENTS, Math.min(WARM_UP_MS, forMs), once)
  const before = await platform.used()
  const timed = await inTurn(CLIENTS, forMs, once)
  const after = await platform.used()
  const each = (from: number, to: number) => (to - from) / timed.times.length
  return {
    name,
    ...timed,
    serverCpuMs: each(before.cpuMs, after.cpuMs),
    databaseCpuMs:
      before.databaseCpuMs === undefined || after.databaseCpuMs === undefined
        ? undefined
        : each(before.databaseCpuMs, after.databaseCpuMs),
    statements: each(before.statements, after.statements),
    rssMb: after.rssMb,
  }
}

function printMachine(): void {
  const [processor] = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  console.log(
    `${processor?.model.trim()}, ${cpus().length} cores, ${memory} GB; Node ${process.version}; ${CLIENTS} clients, ${asked.seconds} s each`
  )
}

function printHead(title: string): void {
  console.log(`\n${title}\n`)
  console.log(
    '| work | done | per second | p50 ms | p99 ms | server CPU ms | database CPU ms | client CPU ms | statements | rss MB | failed |'
  )
  console.log('| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |')
}

function printFigures(figures: Figures): void {
  const { name, times, seconds, failed, serverCpuMs, databaseCpuMs, clientCpuMs } = figures
  const { statements, rssMb } = figures
  const cells = [
    name,
    times.length,
    (times.length / seconds).toFixed(0),
    quantile(figures, 0.5).toFixed(1),
    quantile(figures, 0.99).toFixed(1),
    serverCpuMs.toFixed(2),
    databaseCpuMs?.toFixed(2) ?? '',
    clientCpuMs.toFixed(2),
    statements.toFixed(1),
    rssMb.toFixed(0),
    failed,
  ]
  console.log(`| ${cells.join(' | ')} |`)
}

/** Processor time of server and database together, since other programs do not change it much. */
function printRatios(before: readonly Figures[], after: readonly Figures[]): void {
  const cost = (each: Figures) => each.serverCpuMs + (each.databaseCpuMs ?? 0)
  const told = after.map((each, at) => {
    const first = before[at]
    return first ? `${each.name} ${(cost(each) / cost(first)).toFixed(2)}` : ''
  })
  console.log(`\nProcessor time with them, of that without (1.20 at most): ${told.join(', ')}`)
}

function printAims(figures: readonly Figures[]): void {
  for (const [name, aim] of AIMS) {
    const found = figures.find((each) => each.name === name)
    if (!found) continue
    const p99 = quantile(found, 0.99)
    console.log(
      `p99 of ${name} below ${aim} ms: ${p99 < aim ? 'met' : 'missed'} (${p99.toFixed(1)})`
    )
  }
}
