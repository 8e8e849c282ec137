import { cpus } from 'node:os'

import { rate, validateFacts } from '#rules/index'
import { rateByOracle } from '#rules/oracle/rate_by_oracle'
import { printed } from '#rules/oracle/fractions'
import { texasPlan } from '#tests/support/texas_plan'

import { handWritten } from './hand_written.ts'
import { measure, type Measured } from './measure.ts'
import { TEXAS_QUOTE } from './texas_quote.ts'

const prepared = texasPlan()
const { program } = prepared.compiled
const validated = validateFacts(program.shape, TEXAS_QUOTE)
if (!validated.ok) throw new Error(JSON.stringify(validated.errors))
const { facts } = validated
const byHand = handWritten(program)

const total = await agreedTotal()
const few = { warmUp: 5000, runs: 20_000, weighed: 50 }
const rows: readonly (readonly [name: string, measured: Measured])[] = [
  ['written by hand: this plan alone, no worksheet', await measure(() => byHand(TEXAS_QUOTE), few)],
  ['`rate`: decisions, premium, worksheet', await measure(() => rate(prepared, facts), few)],
  ['`validateFacts` and `rate`', await measure(validateAndRate, few)],
  [
    'stock json-rules-engine and fractions (the oracle)',
    await measure(() => rateByOracle(program, facts), { warmUp: 20, runs: 200, weighed: 5 }),
  ],
]
console.log(report())

function validateAndRate() {
  const result = validateFacts(program.shape, TEXAS_QUOTE)
  return result.ok ? rate(prepared, result.facts) : null
}

/** All three come to the same total, else the comparison would say nothing. */
async function agreedTotal(): Promise<string> {
  const ours = await rate(prepared, facts)
  const theirs = await rateByOracle(program, facts)
  const totals = [
    ours.ok ? ours.worksheet.total : 'refused',
    theirs.ok ? printed(theirs.total, 2) : 'refused',
    printed({ top: BigInt(byHand(TEXAS_QUOTE)), bottom: 100n }, 2),
  ]
  if (new Set(totals).size > 1) throw new Error(`The totals differ: ${totals.join(', ')}`)
  return totals[0] ?? ''
}

function report(): string {
  const [processor] = cpus()
  const [, first] = rows[0] ?? []
  const cells = rows.map(([name, { cpu, mean, p50, p99, bytes }]) => {
    const ratio = first ? (p50 / first.p50).toFixed(1) : ''
    const amounts = [cpu, mean, p50, p99].map((time) => time.toFixed(1))
    return `| ${[name, ...amounts, ratio, Math.round(bytes).toLocaleString('en')].join(' | ')} |`
  })
  return [
    'One Texas quote: 2 drivers, 2 vehicles, 6 coverages on each; total ' + total,
    '',
    '| what | CPU µs | mean µs | p50 µs | p99 µs | times by hand | bytes/quote |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...cells,
    '',
    `Node ${process.versions.node}, V8 ${process.versions.v8}, ${processor?.model ?? 'unknown CPU'} x ${cpus().length}, json-rules-engine 7.3.1`,
  ].join('\n')
}
