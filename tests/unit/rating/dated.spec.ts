import { test } from '@japa/runner'
import { prepare, rate, validateFacts } from '#rules/index'
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
