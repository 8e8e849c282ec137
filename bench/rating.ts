/** The Texas plan rated in every way, side by side: `npm run bench:rating`; with `--keep`, its ratios are kept. */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'

import { generateFacts } from '#rules/facts/generate_facts'
import { rateByOracle } from '#rules/oracle/rate_by_oracle'
import { readBatch } from '#rules/rating/bulk/batch'
import { prepareBulk, type BulkRater } from '#rules/rating/bulk/prepare_bulk'
import { rate } from '#rules/rating/rate'
import { validateFacts } from '#rules/index'
import { texasPlan, texasZips } from '#tests/support/texas_plan'

import { compareBaseline, judgeAims, judgeDistances, WAYS } from './aims.ts'
import { handWritten, type HandQuote } from './hand_written.ts'
import { measure, type Measured } from './measure.ts'
import { runRounds, spreadOf, type Way } from './rounds.ts'
import { lookUpTimes, onTwoThreads, withRules } from './scale.ts'
import { TEXAS_QUOTE } from './texas_quote.ts'
import { zenRating } from './zen.ts'

const RISKS = 2000
const ROUNDS = 5
/** Of the risks, so many by zen-engine in a round. */
const ASKED = 20
const AGREED_BY_ZEN = 200
const BASELINE = new URL('rating_baseline.json', import.meta.url)

const prepared = texasPlan()
const { program } = prepared.compiled
const byHand = handWritten(program)
const source = raterBy('source')
const closures = raterBy('closures')
const worksheet = prepareBulk(program, { worksheet: true })
const zen = zenRating(program)
const values = { 'policy.garaging_zip': texasZips() }
const risks = Array.from({ length: RISKS }, (_, seed) =>
  generateFacts(program.shape, seed, { values })
)
// Facts of this shape are what the twin reads of them.
const quotes = risks as unknown as readonly HandQuote[]
const batch = readBatch(source.lowered, risks)
await agree()

const fast = 20
const ways: readonly Way[] = [
  { name: WAYS.hand, count: RISKS * fast, run: () => repeat(fast, () => quotes.forEach(byHand)) },
  { name: WAYS.source, count: RISKS * fast, run: () => repeat(fast, () => all(source)) },
  { name: WAYS.closures, count: RISKS * 5, run: () => repeat(5, () => all(closures)) },
  { name: WAYS.columns, count: RISKS * fast, run: () => repeat(fast, () => batch.rate()) },
  { name: WAYS.worksheet, count: RISKS * 10, run: () => repeat(10, () => all(worksheet)) },
  { name: WAYS.online, count: RISKS, run: online },
  { name: WAYS.read, count: RISKS, run: readOnline },
  { name: WAYS.zen, count: ASKED, run: askZen },
  { name: WAYS.oracle, count: 20, run: oracle },
]
const rounds = await runRounds(ways, ROUNDS)
const [processor] = cpus()
console.log(
  `${RISKS.toLocaleString('en')} random risks, ${ROUNDS} rounds; median (lowest to highest)\n`
)
console.log('| what | CPU µs a risk | times A |\n| --- | --: | --: |')
for (const { name, micros, ratios } of rounds) {
  const ratio = spreadOf(ratios)
  const spread = `${ratio.median.toFixed(2)} (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})`
  console.log(`| ${name} | ${spreadOf(micros).median.toFixed(2)} | ${spread} |`)
}
console.log(`\n${[...judgeAims(rounds), ...judgeDistances(rounds), await bulkBytes()].join('\n')}`)
console.log(`\n${await onlineQuote()}`)
zen.dispose()
const grown = await scales()
console.log(`\n${grown.join('\n')}`)
console.log(`\nAgainst the committed ratios:\n${compareBaseline(rounds, baseline()).join('\n')}`)
console.log(
  `\nNode ${process.versions.node}, ${processor?.model ?? 'unknown CPU'} x ${cpus().length}, json-rules-engine 7.3.1`
)
if (process.argv.includes('--keep')) {
  const kept = rounds.map(({ name, ratios }) => [name, Number(spreadOf(ratios).median.toFixed(2))])
  writeFileSync(BASELINE, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`)
}

function raterBy(by: 'source' | 'closures'): BulkRater {
  return prepareBulk(program, { by })
}

function repeat(times: number, run: () => void): void {
  for (let at = 0; at < times; at++) run()
}

function all(rater: BulkRater): void {
  for (const facts of risks) rater.rate(facts)
}

async function askZen(): Promise<void> {
  for (const facts of risks.slice(0, ASKED)) await zen.rate(facts)
}

/** What bulk rating allocates for a risk, read from its facts to its result. */
async function bulkBytes(): Promise<string> {
  const { bytes } = await measure(() => all(source), { warmUp: 5, runs: 1, weighed: 5 })
  const each = bytes / RISKS
  return `- bulk, generated source: at most 2 kB a risk: ${each.toFixed(0)} bytes, ${met(each <= 2000, 'of the result')}`
}

/** What grows with the book, the tables and the rules. */
async function scales(): Promise<readonly string[]> {
  const lines: string[] = []
  for (const [count, most] of [
    [100_000, 0.15],
    [1_000_000, 1.5],
  ] as const) {
    const { seconds, megabytes } = await onTwoThreads(program, risks, count)
    const shown = `${seconds.toFixed(3)} s, ${met(seconds <= most, 'other programs use the cores')}`
    lines.push(
      `- ${count.toLocaleString('en')} policies in columns on two threads within ${most} s: ${shown}; ${megabytes.toFixed(0)} MB more`
    )
  }
  for (const kind of ['exact', 'band', 'bands by another key', 'first match'] as const) {
    const [small = 0, large = 0] = lookUpTimes(kind, [100, 100_000])
    const shown = `${small.toFixed(0)} and ${large.toFixed(0)} ns, ${(large / small).toFixed(1)} x`
    const outcome = met(
      large <= 4 * small,
      'a longer search, in memory that the caches do not hold'
    )
    lines.push(`- look-up, ${kind}: 100,000 rows at most 4 x 100: ${shown}, ${outcome}`)
  }
  const [facts] = risks
  const spent = facts ? await withRules(prepared.compiled, facts, 1000) : Number.NaN
  const outcome = met(spent <= 0.2, 'each rule is a tree of closures, and leaves a result')
  return [...lines, `- 1,000 rules at most 0.2 ms a run: ${spent.toFixed(2)} ms, ${outcome}`]
}

function met(isMet: boolean, reason: string): string {
  return isMet ? 'met' : `MISSED, ${reason}`
}

async function online(): Promise<void> {
  for (const facts of risks) await rate(prepared, facts)
}

/** The same, and what is written when the worksheet is first read. */
async function readOnline(): Promise<void> {
  for (const facts of risks) {
    const outcome = await rate(prepared, facts)
    if (outcome.ok && outcome.worksheet.total === '') throw new Error('A worksheet has a total')
  }
}

async function oracle(): Promise<void> {
  for (const facts of risks.slice(0, 20)) await rateByOracle(program, facts)
}

/** Two drivers, two vehicles, six coverages on each: one quote online, timed one by one and weighed. */
async function onlineQuote(): Promise<string> {
  const validated = validateFacts(program.shape, TEXAS_QUOTE)
  if (!validated.ok) throw new Error(JSON.stringify(validated.errors))
  const { facts } = validated
  const times = { warmUp: 2000, runs: 5000, weighed: 50 }
  const rated = await measure(() => rate(prepared, facts), times)
  const read = await measure(async () => {
    const outcome = await rate(prepared, facts)
    return outcome.ok && outcome.worksheet
  }, times)
  return [
    ...judgeQuote(
      'One quote of 12 coverages online',
      rated,
      'ratios beside A say what it costs on a busy machine'
    ),
    ...judgeQuote('The same, and its worksheet read', read, 'the worksheet is written as texts'),
  ].join('\n')
}

function judgeQuote(
  what: string,
  { mean, p50, p99, bytes }: Measured,
  reason: string
): readonly string[] {
  return [
    `${what}: mean ${mean.toFixed(0)} µs, median ${p50.toFixed(0)} µs`,
    `- p99 at most 100 µs: ${p99.toFixed(0)} µs, ${met(p99 <= 100, reason)}`,
    `- at most 48 kB: ${(bytes / 1000).toFixed(0)} kB, ${met(bytes <= 48_000, reason)}`,
  ]
}

function baseline(): Readonly<Record<string, number>> {
  const kept: Readonly<Record<string, number>> = JSON.parse(readFileSync(BASELINE, 'utf8'))
  return kept
}

/** All ways come to the same premiums, decision and total, else the comparison would say nothing. */
async function agree(): Promise<void> {
  const { totals } = batch.rate()
  for (const [at, facts] of risks.entries()) {
    const outcome = await rate(prepared, facts)
    const expected = outcome.ok ? `${outcome.worksheet.decision} ${outcome.worksheet.total}` : ''
    const hand = byHand(facts as unknown as HandQuote)
    for (const result of [hand, source.rate(facts), closures.rate(facts)]) {
      const shown = result && `${result.decision} ${(result.total / 100).toFixed(2)}`
      const same = result?.premiums.every((one, place) => Object.is(one, hand?.premiums[place]))
      if (shown !== expected || !same || totals[at] !== result?.total) {
        throw new Error(`Risk ${at} comes to ${shown} instead of ${expected}`)
      }
    }
    if (at >= AGREED_BY_ZEN) continue
    const premiums = await zen.rate(facts)
    if (!premiums.every((one, place) => Object.is(one, hand?.premiums[place]))) {
      throw new Error(`zen-engine differs on risk ${at}: ${premiums.join()}`)
    }
  }
}
