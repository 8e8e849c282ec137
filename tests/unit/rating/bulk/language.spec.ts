import { test } from '@japa/runner'

import { generateFacts } from '#rules/facts/generate_facts'
import { bulkLines } from '#rules/rating/bulk/bulk_lines'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { rate } from '#rules/rating/rate'
import type { PreparedProgram } from '#rules/rating/prepare'
import { fraction, same } from '#rules/oracle/fractions'
import { bulkDifference, NOT_CARRIED } from '#tests/support/bulk_difference'
import { depotPlan } from '#tests/support/depot_plan'
import { marinaPlan } from '#tests/support/marina_plan'
import { racingPlan, rallyPlan } from '#tests/support/rally_plan'
import { texasPlan, texasZips } from '#tests/support/texas_plan'

const RISKS = 200

const PLANS = [
  { name: 'becomes, total of policy', plan: () => rallyPlan() },
  { name: 'assignments, places in a list, averages', plan: () => racingPlan() },
  { name: 'nested lists, references, half even', plan: () => marinaPlan() },
  { name: 'interpolation, first match', plan: () => depotPlan() },
]

type Values = Readonly<Record<string, readonly string[]>>

/** The first line that bulk and online do not write alike; null where all do. */
async function firstLine(prepared: PreparedProgram, values: Values = {}): Promise<string | null> {
  const { program } = prepared.compiled
  const rater = prepareBulk(program, { worksheet: true })
  for (let seed = 0; seed < RISKS; seed++) {
    const facts = generateFacts(program.shape, seed, { values })
    const result = rater.rate(facts)
    if (result === null) continue
    const outcome = await rate(prepared, facts)
    if (!outcome.ok) return `seed ${seed} is rated`
    const ours = bulkLines(program, rater.lowered, result).flatMap(({ lines }) => lines)
    const { sections, policyTotal } = outcome.worksheet
    const online = sections.flatMap(({ premiums }) => premiums.flatMap(({ lines }) => lines))
    const theirs = [...online, ...(policyTotal?.lines ?? [])].toSorted(byStep)
    const sorted = ours.toSorted(byStep)
    if (ours.length !== theirs.length) return `seed ${seed}: ${ours.length} lines`
    const wrong = sorted.find((line, at) => {
      const other = theirs[at]
      return (
        !other ||
        line.status !== other.status ||
        !alike(line.operand, other.operand) ||
        !alike(line.value, other.value)
      )
    })
    if (wrong) return `seed ${seed}: ${JSON.stringify(wrong)}`
  }
  return null
}

function byStep(a: { readonly step: string }, b: { readonly step: string }): number {
  return a.step < b.step ? -1 : a.step > b.step ? 1 : 0
}

function alike(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : same(fraction(a), fraction(b))
}

test.group('Bulk rating of what Texas does without', () => {
  test('comes to what online rating comes to: {name}')
    .with(PLANS)
    .run(async ({ assert }, { plan }) => {
      const prepared = plan()
      const { program } = prepared.compiled
      let left = 0
      for (const by of ['source', 'closures'] as const) {
        const rater = prepareBulk(program, { by })
        for (let seed = 0; seed < RISKS; seed++) {
          const difference = await bulkDifference(
            prepared,
            rater,
            generateFacts(program.shape, seed)
          )
          if (difference === NOT_CARRIED) left += 1
          else assert.isNull(difference, `seed ${seed} by ${by}`)
        }
      }
      assert.isBelow(left, RISKS, 'half of the risks are carried at least')
    })
    .timeout(60_000)

  test('keeps the lines of the worksheet, each with its operand, value and status', async ({
    assert,
  }) => {
    assert.isNull(await firstLine(texasPlan(), { 'policy.garaging_zip': texasZips() }))
    assert.isNull(await firstLine(rallyPlan()))
  }).timeout(60_000)
})
