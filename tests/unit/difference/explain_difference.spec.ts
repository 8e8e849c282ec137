import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { explainDifference } from '#rules/difference/explain_difference'
import type { Difference } from '#rules/difference/difference'
import type { Facts } from '#rules/facts/facts'
import { generateFacts } from '#rules/facts/generate_facts'
import { prepare, type PreparedProgram } from '#rules/rating/prepare'
import { rate } from '#rules/rating/rate'
import { compileTexas } from '#tests/support/compile_texas'
import { marinaPlan } from '#tests/support/marina_plan'
import { texasPlan, texasZips } from '#tests/support/texas_plan'

const EXAMPLE = new URL('../../../plugins/tx/examples/quote.json', import.meta.url)
const facts = (): Facts => JSON.parse(readFileSync(EXAMPLE, 'utf8')).facts

/** The example with other answers for its policy. */
function withPolicy(answers: Readonly<Record<string, string | number | boolean>>): Facts {
  const own = facts()
  return { ...own, policy: { ...own.policy, ...answers } }
}

const cents = (amount: string) => BigInt(amount.replace('.', ''))

function sumOf({ parts }: Difference, kind?: string): bigint {
  return parts
    .filter((part) => kind === undefined || part.kind === kind)
    .reduce((sum, { amount }) => sum + cents(amount), 0n)
}

async function explained(
  before: { prepared: PreparedProgram; facts: Facts },
  after: { prepared: PreparedProgram; facts: Facts }
): Promise<Difference> {
  const difference = await explainDifference(before, after)
  if (!difference) throw new Error('One of the two is not rated')
  return difference
}

/** The Texas plan with another text, as a program of its own. */
function texasWith(change: (text: string) => string): PreparedProgram {
  const { compiled } = compileTexas(change)
  if (!compiled) throw new Error('It does not compile')
  return prepare(compiled)
}

test.group('The difference of two versions', () => {
  test('of the same facts and plan is nothing', async ({ assert }) => {
    const version = { prepared: texasPlan(), facts: facts() }
    const { amount, parts, fields, premiums } = await explained(version, version)
    assert.deepEqual(
      { amount, parts, fields, premiums },
      { amount: '0.00', parts: [], fields: [], premiums: [] }
    )
  })

  test('is all one answer’s where only that changed, and each premium tells it', async ({
    assert,
  }) => {
    const prepared = texasPlan()
    const after = withPolicy({ insurance_score: 500 })
    const difference = await explained({ prepared, facts: facts() }, { prepared, facts: after })
    assert.containsSubset(difference.parts, [
      { kind: 'facts', title: 'Policy: Insurance score', amount: difference.amount },
    ])
    assert.equal(difference.facts, difference.amount)
    assert.equal(difference.rates, '0.00')
    assert.isTrue(cents(difference.amount) > 0n)
    const moved = difference.premiums.reduce(
      (sum, { before, after: now }) => sum + cents(now ?? '0.00') - cents(before ?? '0.00'),
      0n
    )
    assert.equal(moved, cents(difference.amount))
  })

  test('is split over answers and rates, and no order of the two matters', async ({ assert }) => {
    const [old, now] = [
      texasPlan(),
      texasWith((text) => text.replace(/(fee [^\n]*?)(\d+\.\d\d)/, '$19.00')),
    ]
    const other = withPolicy({ homeowner: false, garaging_zip: '77002' })
    const there = await explained(
      { prepared: old, facts: facts() },
      { prepared: now, facts: other }
    )
    const back = await explained({ prepared: now, facts: other }, { prepared: old, facts: facts() })
    assert.equal(sumOf(there), cents(there.amount))
    assert.equal(cents(there.amount), -cents(back.amount))
    assert.equal(sumOf(there, 'facts'), cents(there.facts))
    for (const { title, amount } of there.parts) {
      const part = back.parts.find((each) => each.title === title)
      const gap = cents(amount) + cents(part?.amount ?? '0.00')
      assert.isTrue(gap >= -1n && gap <= 1n, `${title}: ${amount} and ${part?.amount}`)
    }
  })

  test('names the table that changed', async ({ assert }) => {
    const old = texasPlan()
    const { program, hash } = old.compiled
    const tables = program.tables.map((table) =>
      table.name === 'base_rate'
        ? {
            ...table,
            rows: table.rows.map((row) => ({ ...row, values: row.values.map((v) => `1${v}`) })),
          }
        : table
    )
    const now = prepare({ program: { ...program, tables }, hash: hash.replace(/^./, 'x') })
    const difference = await explained(
      { prepared: old, facts: facts() },
      { prepared: now, facts: facts() }
    )
    const rates = difference.parts.filter(({ kind }) => kind === 'rates')
    assert.deepEqual(rates, [
      { kind: 'rates', title: 'Table base rate', fields: [], amount: difference.amount },
    ])
  })

  test('of an added vehicle is that vehicle’s', async ({ assert }) => {
    const prepared = texasPlan()
    const after = facts()
    const vehicles = after['vehicles']
    if (!Array.isArray(vehicles)) throw new Error('No vehicles')
    const fewer = { ...after, vehicles: vehicles.slice(0, 1) }
    const difference = await explained({ prepared, facts: fewer }, { prepared, facts: after })
    assert.containsSubset(difference.parts, [
      { kind: 'facts', title: 'Vehicle 2 added', amount: difference.amount },
    ])
  })

  for (const [name, plan, values] of [
    ['Texas', texasPlan, () => ({ 'policy.garaging_zip': texasZips() })],
    ['a marina', marinaPlan, () => ({})],
  ] as const) {
    test(`of any two risks of ${name} sums to the cent`, async ({ assert }) => {
      const prepared = plan()
      const { shape } = prepared.compiled.program
      const risks = Array.from({ length: 13 }, (_, at) =>
        generateFacts(shape, at + 1, { values: values() })
      )
      let compared = 0
      for (const [at, before] of risks.entries()) {
        const after = risks[at + 1]
        if (!after) continue
        const difference = await explainDifference(
          { prepared, facts: before },
          { prepared, facts: after }
        )
        const [first, second] = [await rate(prepared, before), await rate(prepared, after)]
        if (!first.ok || !second.ok) {
          assert.isNull(difference)
          continue
        }
        compared++
        assert.equal(difference?.after, second.worksheet.total)
        assert.equal(difference && sumOf(difference), cents(difference?.amount ?? 'x'))
      }
      assert.isAbove(compared, 3)
    }).timeout(60_000)
  }
})
