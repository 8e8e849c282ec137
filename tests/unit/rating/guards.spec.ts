import { test } from '@japa/runner'
import type { Facts } from '#rules/facts/facts'
import { generateFacts } from '#rules/facts/generate_facts'
import { validateFacts } from '#rules/facts/validate_facts'
import { rateByOracle } from '#rules/oracle/rate_by_oracle'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { rate } from '#rules/rating/rate'
import { OnlineRuleResult, runRules } from '#rules/rating/online_engine'
import { Risk } from '#rules/rating/risk'
import { bulkDifference } from '#tests/support/bulk_difference'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'
import { courierPlan } from '#tests/support/courier_plan'

const courier = courierPlan()
const { shape } = courier.compiled.program
const VAN = {
  class: '1B',
  kind: 'light',
  years: 2,
  value: '9000.00',
  coverages: { CARGO: { deductible: 100 } },
}
const POLICY = { effective_on: '2026-05-01', term: 12, premium: '0.00', insured: false }

/** A risk of one van, with what is given in place of its usual answers. */
function oneVan(van: Readonly<Record<string, unknown>>): Facts {
  const validated = validateFacts(shape, { policy: POLICY, vans: [{ ...VAN, ...van }] })
  if (!validated.ok) throw new Error(JSON.stringify(validated.errors))
  return validated.facts
}

test.group('A condition guards the look-ups behind it', () => {
  test('as the oracle says, for 300 risks', async ({ assert }) => {
    for (let seed = 1; seed <= 300; seed++) {
      const facts = generateFacts(shape, seed)
      assert.isNull(await differenceFromOracle(courier, facts), `seed ${seed}`)
    }
  })

  test('so that a van whose kind no row names is rated, and one of the kind is refused', async ({
    assert,
  }) => {
    const hired = await rate(courier, oneVan({ kind: 'hired', years: 30 }))
    const light = await rate(courier, oneVan({ kind: 'light', years: 30 }))
    assert.isTrue(hired.ok)
    assert.deepEqual(!light.ok && light.errors.map(({ path }) => path), ['vans[0].years'])
  })

  test('and the trees of results are those of the stock engine, parts that were not judged too', async ({
    assert,
  }) => {
    for (const van of [{ kind: 'hired' }, { kind: 'heavy' }, { kind: 'light', class: '4WD' }]) {
      const facts = oneVan(van)
      const risk = new Risk(courier.layout, facts, courier.slots)
      const online = await runRules(courier.engine, risk)
      const stock = await rateByOracle(courier.compiled.program, facts)
      if (!stock.ok) return assert.fail(`refused at ${stock.path}`)
      assert.deepEqual(plain(online), plain(stock.runs.flat()))
    }
  })

  test('also where the reasons of a rule that did not apply are told', async ({ assert }) => {
    const outcome = await rate(courier, oneVan({ kind: 'hired', years: 30 }))
    if (!outcome.ok) return assert.fail('refused')
    assert.include(JSON.stringify(outcome.worksheet.notApplied), 'van 1: kind hired')
  })

  test('and bulk rating leaves such a risk to the exact path', async ({ assert }) => {
    const untotalled = courierPlan((text) => text.slice(0, text.indexOf('total of policy')))
    const rater = prepareBulk(untotalled.compiled.program)
    for (let seed = 1; seed <= 300; seed++) {
      const difference = await bulkDifference(untotalled, rater, generateFacts(shape, seed))
      assert.oneOf(difference, [null, 'exact path'], `seed ${seed}`)
    }
  })
})

test.group('Choices that begin with a digit and go on with letters', () => {
  test('are compared in the order in which they are declared', async ({ assert }) => {
    const decision = async (van: Readonly<Record<string, unknown>>) => {
      const outcome = await rate(courier, oneVan(van))
      return outcome.ok ? outcome.worksheet.applied.map(({ rule }) => rule) : ['refused']
    }
    assert.deepEqual(await decision({ class: '4WD', value: '60000.00' }), ['C-3'])
    assert.deepEqual(await decision({ class: '1B', value: '60000.00' }), [])
    assert.deepEqual(await decision({ class: 3, kind: 'hired' }), ['C-2'])
  })
})

/** Every own property, at whatever depth, without the classes that hold it. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof OnlineRuleResult) return plain(value.toJSON())
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
