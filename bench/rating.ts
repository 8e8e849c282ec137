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

import { compareBaseline, judgeAims, WAYS } from './aims.ts'
import { handWritten, type HandQuote } from './hand_written.ts'
import { measure } from './measure.ts'
import { runRounds, spreadOf, type Way } from './rounds.ts'
import { TEXAS_QUOTE } from './texas_quote.ts'

const RISKS = 2000
const ROUNDS = 5
const BASELINE = new URL('rating_baseline.json', import.meta.url)

const prepared = texasPlan()
const { program } = prepared.compiled
const byHand = handWritten(program)
const source = raterBy('source')
const closures = raterBy('closures')
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
  { name: WAYS.online, count: RISKS, run: online },
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
console.log(`\n${judgeAims(rounds).join('\n')}`)
console.log(`\n${await onlineQuote()}`)
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

async function online(): Promise<void> {
  for (const facts of risks) await rate(prepared, facts)
}

async function oracle(): Promise<void> {
  for (const facts of risks.slice(0, 20)) await rateByOracle(program, facts)
}

/** Two drivers, two vehicles, six coverages on each: one quote online, timed one by one and weighed. */
async function onlineQuote(): Promise<string> {
  const validated = validateFacts(program.shape, TEXAS_QUOTE)
  if (!validated.ok) throw new Error(JSON.stringify(validated.errors))
  const { facts } = validated
  const { mean, p99, bytes } = await measure(() => rate(prepared, facts), {
    warmUp: 2000,
    runs: 5000,
    weighed: 50,
  })
  const met = (isMet: boolean) => (isMet ? 'met' : 'MISSED, the worksheet is built as texts')
  return [
    `One quote of 12 coverages online: mean ${mean.toFixed(0)} µs`,
    `- p99 at most 100 µs: ${p99.toFixed(0)} µs, ${met(p99 <= 100)}`,
    `- at most 48 kB: ${(bytes / 1000).toFixed(0)} kB, ${met(bytes <= 48_000)}`,
  ].join('\n')
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
  }
}
