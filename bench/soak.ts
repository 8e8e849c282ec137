/**
 * Ratings without end, with what the heap holds after each tenth: `npm run bench:soak -- 10000000 100000` rates so many
 * risks in bulk, then one Texas quote so often online.
 */
import { generateFacts } from '#rules/facts/generate_facts'
import { rate, validateFacts } from '#rules/index'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { texasPlan, texasZips } from '#tests/support/texas_plan'

import { TEXAS_QUOTE } from './texas_quote.ts'

const PARTS = 10
const RISKS = 2000
const { gc } = globalThis
if (!gc) throw new Error('Run with --expose-gc')
const inBulk = countOf(process.argv[2], 10_000_000)
const online = countOf(process.argv[3], 100_000)
const prepared = texasPlan()
const { program } = prepared.compiled

const values = { 'policy.garaging_zip': texasZips() }
const risks = Array.from({ length: RISKS }, (_, seed) =>
  generateFacts(program.shape, seed, { values })
)
const rater = prepareBulk(program)
let at = 0
await soak('in bulk', inBulk, () => {
  const facts = risks[at++ % RISKS]
  if (!facts || rater.rate(facts) === null) throw new Error(`Risk ${at} needs the exact path`)
})

const validated = validateFacts(program.shape, TEXAS_QUOTE)
if (!validated.ok) throw new Error(JSON.stringify(validated.errors))
const { facts } = validated
await soak('online', online, async () => {
  const outcome = await rate(prepared, facts)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
})

function countOf(given: string | undefined, otherwise: number): number {
  const count = Number(given ?? otherwise)
  if (Number.isSafeInteger(count) && count >= PARTS) return count
  throw new Error(`How many ratings: a whole number from ${PARTS}, not ${given}`)
}

/** Runs something so often and prints the curve. What can be done at once is not waited for. */
async function soak(name: string, count: number, run: () => Promise<void> | void): Promise<void> {
  console.log(`| ratings ${name} | heap after a collection, kB | seconds |\n| --: | --: | --: |`)
  const start = performance.now()
  const kept: number[] = []
  let done = 0
  for (let part = 1; part <= PARTS; part++) {
    for (const end = Math.floor((count * part) / PARTS); done < end; done++) {
      const pending = run()
      if (pending) await pending
    }
    await gc?.()
    const heap = process.memoryUsage().heapUsed / 1024
    kept.push(heap)
    const seconds = (performance.now() - start) / 1000
    console.log(`| ${done.toLocaleString('en')} | ${heap.toFixed(0)} | ${seconds.toFixed(0)} |`)
  }
  // The first tenth warms up: what the compiler keeps of hot code is no growth.
  const growth = (kept.at(-1) ?? 0) - (kept[0] ?? 0)
  console.log(`\nGrowth from the first tenth to the last: ${growth.toFixed(0)} kB\n`)
}
