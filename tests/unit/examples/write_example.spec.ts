import { test } from '@japa/runner'
import {
  compile,
  generateFacts,
  prepare,
  rate,
  runExamples,
  validateFacts,
  writeExample,
} from '#rules/index'
import { rateablePlans } from '#tests/support/rateable_plans'

const RISKS = 12
/** California's tables take seconds to compile twice and hold nothing that the others don't. */
const plans = rateablePlans().filter(({ name }) => name !== 'ca')

test.group('A risk written as a worked example', (group) => {
  group.each.timeout(60_000)

  test('compiles, comes to its own arithmetic and holds in {name}')
    .with(plans)
    .run(async ({ assert }, { sources, values }) => {
      const { compiled } = compile(sources)
      if (!compiled) return assert.fail('the plan does not compile')
      const { shape } = compiled.program
      const prepared = prepare(compiled)
      const written: string[] = []
      for (let seed = 1; written.length < RISKS && seed < 100 * RISKS; seed++) {
        const validated = validateFacts(shape, generateFacts(shape, seed, { values }))
        const outcome = validated.ok ? await rate(prepared, validated.facts) : null
        if (!validated.ok || !outcome?.ok) continue
        written.push(writeExample(shape, validated.facts, outcome.worksheet, `Risk ${seed}`))
      }
      assert.lengthOf(written, RISKS)

      const { plan } = sources
      const text = `${plan.text}\n${written.join('\n')}`
      const again = compile({ ...sources, plan: { ...plan, text } })
      const errors = again.diagnostics.filter(({ severity }) => severity === 'error')
      assert.deepEqual(
        errors.map(({ message, span }) => [message, text.slice(span.start - 40, span.end)]),
        []
      )
      const added = again.examples.filter(({ title }) => title.startsWith('Risk '))
      assert.lengthOf(added, RISKS)
      const results = await runExamples(prepared, added)
      assert.deepEqual(
        results.flatMap(({ title, failures }) => failures.map(({ message }) => [title, message])),
        []
      )
    })

  test('is laid out as plan:format lays a plan out, with one line for each premium', async ({
    assert,
  }) => {
    const plan = plans.find(({ name }) => name === 'tx')
    const { compiled } = plan ? compile(plan.sources) : { compiled: null }
    if (!plan || !compiled) return assert.fail('the plan of Texas does not compile')
    const { shape } = compiled.program
    const facts = {
      policy: {
        ...{ effective_on: '2026-05-01', term: 6, garaging_zip: '78701' },
        ...{ prior_cover: 'continuous', homeowner: false, paid_in_full: false, paperless: false },
        ...{ pip_rejected_in_writing: true, um_rejected_in_writing: true },
      },
      drivers: [
        {
          ...{ name: 'A "B"', born_on: '1981-04-20', licensed_on: '1998-06-01' },
          ...{ gender: 'female', marital_status: 'married', good_student: false, violations: [] },
        },
      ],
      vehicles: [
        {
          ...{ model_year: 2022, symbol: 11, annual_miles: 11000, use: 'commute' },
          ...{ antitheft: false, principal: 1 },
          coverages: { BI: { limit: '30/60' }, PD: { limit: 25000 } },
        },
      ],
    }
    const validated = validateFacts(shape, facts)
    if (!validated.ok) return assert.fail(JSON.stringify(validated.errors))
    const outcome = await rate(prepare(compiled), validated.facts)
    if (!outcome.ok) return assert.fail(JSON.stringify(outcome.errors))
    const text = writeExample(shape, validated.facts, outcome.worksheet, 'Two coverages')
    const [premium, bi = '', pd = '', fee, total, ...rules] = text.trimEnd().split('\n').slice(8)
    assert.equal(premium, '  expect')
    assert.match(
      bi,
      /^ {4}BI of vehicle 1 += \d+\.00 +by \d+\.00 (\* \S+ )+\* \(1 - 0\.08\) \* \(6 \/ 12\)$/
    )
    assert.match(pd, /^ {4}PD of vehicle 1 += \d+\.00 +by /)
    assert.equal(fee, '    fee mvcpa        = 2.50    by 5.00 * 1 * 6 / 12')
    assert.match(total ?? '', /^ {4}total += \d+\.50$/)
    assert.deepEqual(rules, ['    no decline', '    no referral', '    no requirement'])
    assert.include(text, `driver   name "A 'B'"`)
  })
})
