import { test } from '@japa/runner'
import { prepare, rate, renderWorksheet, validateFacts } from '#rules/index'
import { generateFacts } from '#rules/facts/generate_facts'
import { compileSmall } from '#tests/support/check_programs'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'

const RISKS = 300

/** A plan of boats with these statements, made ready. */
function prepared(statements: string) {
  const { compiled, lines } = compileSmall(statements)
  if (!compiled) throw new Error(lines.join('\n'))
  return prepare(compiled)
}

/** What comes of one boat without claims that is covered from a day. */
async function ratedOn(plan: ReturnType<typeof prepared>, effectiveOn: string) {
  const facts = {
    policy: {
      effective_on: effectiveOn,
      term: 6,
      zip: '78701',
      mooring: 'harbour',
      club: false,
    },
    skippers: [{ born_on: '1980-01-01', claims: [] }],
    boats: [
      {
        name: 'A',
        feet: 20,
        hull: 'wood',
        value: '1000.00',
        steered: 1,
        coverages: { HULL: { deductible: 250 } },
      },
    ],
  }
  const valid = validateFacts(plan.compiled.program.shape, facts)
  if (!valid.ok) throw new Error(JSON.stringify(valid.errors))
  return rate(plan, valid.facts)
}

async function totalOn(plan: ReturnType<typeof prepared>, effectiveOn: string): Promise<string> {
  const outcome = await ratedOn(plan, effectiveOn)
  return outcome.ok
    ? outcome.worksheet.total
    : outcome.errors.map(({ path, code }) => `${path} ${code}`).join()
}

async function agreesWithTheOracle(plan: ReturnType<typeof prepared>): Promise<string | null> {
  const { shape } = plan.compiled.program
  for (let seed = 1; seed <= RISKS; seed++) {
    const difference = await differenceFromOracle(plan, generateFacts(shape, seed))
    if (difference !== null) return `seed ${seed}: ${difference}`
  }
  return null
}

const CONSTANTS = prepared(`
constant per_foot   2.50
constant per_foot   3.00  from 2026-07-01
constant per_foot   3.25  from 2027-01-01
constant surcharge  10 %  from 2026-04-01

premium of each boat, each coverage
  base   per_foot * feet
  plus   surcharge * value    when coverage is HULL
  round  to 0.01

fee steering  (per_foot * 2, at most 6.10)
`)

test.group('Dated constants', () => {
  test('count from their day until the next begins', async ({ assert }) => {
    assert.equal(await totalOn(CONSTANTS, '2026-06-30'), '155.00')
    assert.equal(await totalOn(CONSTANTS, '2026-07-01'), '166.00')
    assert.equal(await totalOn(CONSTANTS, '2026-12-31'), '166.00')
    assert.equal(await totalOn(CONSTANTS, '2027-01-01'), '171.10')
  })

  test('refuse a quote before the first of them has begun', async ({ assert }) => {
    const before = await ratedOn(CONSTANTS, '2026-03-31')
    assert.deepEqual(before, {
      ok: false,
      errors: [
        {
          path: 'policy.effective_on',
          pointer: '/policy/effective_on',
          code: 'not_in_force_yet',
          message: 'This plan doesn\'t rate it: it has no "surcharge" before 2026-04-01.',
          help: null,
        },
      ],
    })
  })

  test(`give the oracle's figures`, async ({ assert }) => {
    assert.isNull(await agreesWithTheOracle(CONSTANTS))
  }).timeout(RISKS * 200)
})

const RULES = prepared(`
rule B-1 "Long boats"  from 2026-07-01 until 2027-01-01
  when  any boat has feet > 15
  then  refer "A long boat"

discounts each boat, each coverage
  combine by sum
  club   "Club"    10 %                       from 2026-07-01
  short  "Short"    5 %  when feet < 30       until 2026-12-01

premium of each boat, each coverage
  base   100.00
  times  1 - discounts
  round  to 0.01
`)

test.group('Rules and discounts by date', () => {
  test('count from their first day until the day that is named', async ({ assert }) => {
    const decisionOn = async (day: string) => {
      const outcome = await ratedOn(RULES, day)
      return outcome.ok ? `${outcome.worksheet.decision} ${outcome.worksheet.total}` : ''
    }
    assert.equal(await decisionOn('2026-06-30'), 'accept 95.00')
    assert.equal(await decisionOn('2026-07-01'), 'refer 85.00')
    assert.equal(await decisionOn('2026-12-31'), 'refer 90.00')
    assert.equal(await decisionOn('2027-01-01'), 'accept 90.00')
  })

  test(`give the oracle's figures`, async ({ assert }) => {
    assert.isNull(await agreesWithTheOracle(RULES))
  }).timeout(RISKS * 200)
})

const CHARGES = prepared(`
premium of each boat, each coverage
  base   1000.25
  times  (policy.term / 12 rounded to 0.01)
  round  to 0.01

fee policy_fee "Policy fee"  25.00
charge fund "Guaranty fund"  50 % of premium rounded to 10 down  until 2026-07-01
charge fund "Guaranty fund"  52 % of premium, rounded to 100 down  from 2026-07-01 [Law 4]
charge club "Club"           1.50 each boat when policy.club
tax stamp "Stamp duty"       (4 % of (premium + fees), at most 30.00) rounded to 0.01
tax relief "On the fund"     0.5 * fund + 2 % of policy_fee rounded to 0.01  from 2027-01-01
`)

test.group('Charges and taxes', () => {
  test('are worked out from the premium and the fees before them', async ({ assert }) => {
    const feesOn = async (day: string) => {
      const outcome = await ratedOn(CHARGES, day)
      if (!outcome.ok) return []
      return outcome.worksheet.fees.map(
        ({ kind, name, from, filledIn, amount, status }) =>
          `${kind} ${name} ${from}: ${filledIn} = ${amount} ${status}`
      )
    }
    assert.deepEqual(await feesOn('2026-06-30'), [
      'fee policy_fee null: 25.00 = 25.00 applied',
      'charge fund null: 0.50 x 500.13 = 250.00 applied',
      'charge club null: 0 boats = 0.00 does not apply',
      'tax stamp null: 0.04 x (500.13 + 275.00), at most 30.00 = 30.00 applied',
    ])
    const later = await feesOn('2027-01-01')
    assert.include(later, 'charge fund 2026-07-01: 0.52 x 500.13 = 200.00 applied')
    assert.match(later.at(-1) ?? '', /^tax relief 2027-01-01: .* = 100\.50 applied$/)
  })

  test('are in the total, and the worksheet calls them by what they are', async ({ assert }) => {
    const outcome = await ratedOn(CHARGES, '2027-01-01')
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
    const { premium, feeTotal, total } = outcome.worksheet
    assert.deepEqual([premium, feeTotal, total], ['500.13', '354.51', '854.64'])
    const text = renderWorksheet(outcome.worksheet)
    assert.match(text, /charge fund +Guaranty fund .* 200\.00 +from 2026-07-01, \[Law 4\]/)
    assert.match(text, /tax stamp/)
  })

  test(`give the oracle's figures`, async ({ assert }) => {
    assert.isNull(await agreesWithTheOracle(CHARGES))
  }).timeout(RISKS * 200)
})
