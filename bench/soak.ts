/** Ratings of one Texas quote in a loop, with what the heap holds after each tenth: `npm run bench:soak -- 1000000`. */
import { rate, validateFacts } from '#rules/index'
import { texasPlan } from '#tests/support/texas_plan'

import { TEXAS_QUOTE } from './texas_quote.ts'

const PARTS = 10
const { gc } = globalThis
if (!gc) throw new Error('Run with --expose-gc')
const count = Number(process.argv[2] ?? 1_000_000)
if (!Number.isSafeInteger(count) || count < PARTS) {
  throw new Error(`How many ratings: a whole number from ${PARTS}, not ${process.argv[2]}`)
}
const prepared = texasPlan()
const validated = validateFacts(prepared.compiled.program.shape, TEXAS_QUOTE)
if (!validated.ok) throw new Error(JSON.stringify(validated.errors))
const { facts } = validated

const kept: number[] = []
console.log('| ratings | heap after a collection, kB |\n| --: | --: |')
for (let part = 1; part <= PARTS; part++) {
  const share = Math.floor((count * part) / PARTS) - Math.floor((count * (part - 1)) / PARTS)
  for (let i = 0; i < share; i++) await rate(prepared, facts)
  await gc()
  const heap = process.memoryUsage().heapUsed / 1024
  kept.push(heap)
  console.log(`| ${Math.floor((count * part) / PARTS).toLocaleString('en')} | ${heap.toFixed(0)} |`)
}
// The first tenth warms up: what the compiler keeps of hot code is no growth.
const growth = (kept.at(-1) ?? 0) - (kept[0] ?? 0)
console.log(`\nGrowth from the first tenth to the last: ${growth.toFixed(0)} kB`)
