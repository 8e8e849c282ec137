import { test } from '@japa/runner'
import { generateFacts } from '#rules/facts/generate_facts'
import { validateFacts } from '#rules/facts/validate_facts'
import { rate } from '#rules/rating/rate'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'
import { depotPlan } from '#tests/support/depot_plan'

const RISKS = Number(process.env['ORACLE_RISKS'] ?? 1000)
const depot = depotPlan()

const POLICY = {
  effective_on: '2026-05-01',
  zone: 'town',
  miles: 9500,
  sum_insured: '10000.25',
  grade: 4,
  code: 'A100',
}
const CODES = ['A099', 'A100', 'A499', 'A500', 'A899', 'A900', 'A999', 'A1048', 'A50', 'B7', 'a500']
const VAN = { kind: 'tank', age: 8, value: '1000.00', coverages: { FIRE: {} } }

/** The worksheet of one depot with what is given in place of its usual answers. */
async function rated(
  policy: Readonly<Record<string, unknown>> = {},
  vans: readonly Readonly<Record<string, unknown>>[] = []
) {
  const facts = {
    policy: { ...POLICY, ...policy },
    vans: vans.map((van) => ({ ...VAN, ...van })),
  }
  const validated = validateFacts(depot.compiled.program.shape, facts)
  if (!validated.ok) throw new Error(JSON.stringify(validated.errors))
  return rate(depot, validated.facts)
}

/** What a step was filled in with, and what its operand came to; the first such step. */
async function step(
  name: string,
  policy: Readonly<Record<string, unknown>> = {},
  vans: readonly Readonly<Record<string, unknown>>[] = []
): Promise<string> {
  const outcome = await rated(policy, vans)
  if (!outcome.ok) return outcome.errors.map(({ path, code }) => `${path} ${code}`).join()
  const line = outcome.worksheet.sections
    .flatMap(({ premiums }) => premiums)
    .flatMap(({ lines }) => lines)
    .find((each) => each.name === name)
  const rows = line?.sources.map(({ row }) => row).join(' and ')
  return `${line?.filledIn} = ${line?.operand}, rows ${rows}`
}

test.group('Tables of every form', () => {
  test(`give the oracle's figures for ${RISKS} risks`, async ({ assert }) => {
    const { shape } = depot.compiled.program
    for (let seed = 1; seed <= RISKS; seed++) {
      const facts = generateFacts(shape, seed, { values: { 'policy.code': CODES } })
      assert.isNull(await differenceFromOracle(depot, facts), `seed ${seed}`)
    }
  }).timeout(RISKS * 200)
})

test.group('Interpolation', () => {
  test('goes along the line between two rows, and both are told', async ({ assert }) => {
    assert.equal(
      await step('Miles'),
      'mileage[town, 9500 between 8000 and 20000] = 1.03125, rows 10 and 11'
    )
    assert.equal(await step('Miles', { miles: 8000 }), 'mileage[town, 8000] = 1.000, rows 10')
  })

  test('stays flat at its ends where the plan says so', async ({ assert }) => {
    assert.equal(await step('Miles', { miles: 0 }), 'mileage[town, 0 as at 1000] = 0.90, rows 9')
    assert.equal(
      await step('Miles', { miles: 30000 }),
      'mileage[town, 30000 as at 20000] = 1.25, rows 11'
    )
    assert.equal(
      await step('Miles', { zone: 'moor' }),
      'mileage[moor, 9500 as at 3000] = 1.1, rows 12'
    )
  })

  test('goes on along its last lines where the plan says so', async ({ assert }) => {
    assert.equal(
      await step('Age', {}, [{ kind: 'box', age: 30 }]),
      'age_factor[box, 30 beyond 5 and 11] 2.06 rounded to 0.0001 half up = 2.060, rows 22 and 22'
    )
    assert.equal(
      await step('Age', {}, [{ kind: 'flat', age: 0 }]),
      'age_factor[flat, 0 beyond 2 and 5] 19/15 rounded to 0.0001 half up = 1.2667, rows 23 and 23'
    )
  })

  test('refuses what lies outside where the plan says so, with the name of the answer', async ({
    assert,
  }) => {
    assert.equal(await step('Sum', { sum_insured: '0.49' }), 'policy.sum_insured outside_table')
    assert.equal(await step('Sum', { sum_insured: '49999.01' }), 'policy.sum_insured outside_table')
    assert.match(await step('Sum', { sum_insured: '49999.00' }), /= 80\.00, rows 18$/)
  })

  test('has a row for an answer that is not given', async ({ assert }) => {
    assert.match(
      await step('Grade', { grade: undefined }),
      /^1 \+ grade_points\[not given\] 4 x 0\.01 = 1\.04, rows 26$/
    )
    assert.match(
      await step('Grade'),
      /^1 \+ grade_points\[4 between 3 and 6\] 25\/3 x 0\.01 = 13\/12, rows 27 and 28$/
    )
  })
})

test.group('First matches and lists', () => {
  const handling = (
    policy: Readonly<Record<string, unknown>>,
    van: Readonly<Record<string, unknown>>
  ) => step('Handling', policy, [van])

  test('the first row that holds wins, whatever follows', async ({ assert }) => {
    assert.match(
      await handling({ zone: 'port', grade: 2 }, { kind: 'tank', age: 2 }),
      /= 1\.40, rows 32$/
    )
    assert.match(
      await handling({ zone: 'moor', grade: 2 }, { kind: 'tank', age: 2 }),
      /= 0\.8, rows 33$/
    )
    assert.match(
      await handling({ zone: 'moor', grade: 4 }, { kind: 'tank', age: 3 }),
      /= 1\.00, rows 38$/
    )
  })

  test('"any" holds what is not given, and "all else" does not', async ({ assert }) => {
    assert.match(await handling({ grade: undefined }, { age: 2 }), /not given\] = 1\.40, rows 32$/)
    assert.match(await handling({ grade: undefined }, { kind: 'box', age: 5 }), /= 1\.02, rows 37$/)
    assert.match(await handling({ grade: 5 }, { kind: 'box', age: 5 }), /= 0\.955, rows 35$/)
  })

  test('each alternative of a cell is matched, in bands and of an answer left out', async ({
    assert,
  }) => {
    for (const age of [5, 8, 12]) {
      assert.match(await handling({ zone: 'moor', grade: 9 }, { age }), /= 1\.15, rows 34$/)
    }
    assert.match(
      await handling({ zone: 'moor', grade: undefined }, { age: 8 }),
      /= 1\.15, rows 34$/
    )
    assert.match(await handling({ zone: 'moor', grade: 9 }, { age: 13 }), /= 1\.00, rows 38$/)
    assert.match(await step('Zone', { zone: 'port' }, [{ age: 5 }]), /= 3\.10, rows 41$/)
    assert.match(await step('Zone', { zone: 'port' }, [{ age: 19 }]), /= 5\.30, rows 43$/)
  })
})

test.group('Tables of several values', () => {
  test('are read by the name of the value', async ({ assert }) => {
    const van = { kind: 'box', value: '7000.00', age: 5 }
    assert.equal(
      await step('Value', {}, [van]),
      '(7000.00 - above of value_band[box, 7000] 5000.00) x rate of value_band[box, 7000] 0.0075 = 15.000, rows 49'
    )
    assert.equal(await step('Band', {}, [van]), 'add of value_band[box, 7000] = 50.00, rows 49')
    assert.equal(await step('Class', {}, [van]), 'class_extra[mid] = 1.10, rows 56')
  })

  test('may be interpolated, each value along its own line', async ({ assert }) => {
    const van = { age: 5 }
    assert.match(await step('Wear', {}, [van]), /^factor_of of wear\[5 between 0 and 10\] = 1\.25/)
    assert.match(await step('Extra', {}, [van]), /^extra of wear\[5 between 0 and 10\] = 1\.65/)
  })
})

test.group('The next row up', () => {
  test('is the first whose number is not less, under the other keys', async ({ assert }) => {
    const stepOf = async (kind: string, value: string) => {
      const written = await step('Step', {}, [{ kind, value }])
      return /= ([\d.]+)/.exec(written)?.[1] ?? written
    }
    assert.equal(await stepOf('box', '500.00'), '1.00')
    assert.equal(await stepOf('box', '500.01'), '2.00')
    assert.equal(await stepOf('box', '10000.01'), '3.00')
    assert.equal(await stepOf('flat', '500.01'), '2.75')
    assert.equal(await stepOf('flat', '60000.50'), '2.75')
  })

  test('refuses what lies above the last, where the plan says so', async ({ assert }) => {
    const place = 'vans[0].value outside_table'
    assert.equal(await step('Step', {}, [{ kind: 'flat', value: '60000.51' }]), place)
  })

  test('leaves an answer that is not given to its own row', async ({ assert }) => {
    assert.match(await step('Step of grade', { grade: undefined }, [{}]), /not given\] = 1\.00/)
    assert.match(await step('Step of grade', { grade: 7 }, [{}]), /\[7\] = 1\.01/)
    assert.match(await step('Step of grade', { grade: 8 }, [{}]), /\[8\] = 1\.09/)
  })
})

test.group('Tables by date', () => {
  const onDay = (day: string) => step('Dated', { effective_on: day }, [{ age: 8 }])

  test('the edition counts that is in force on the first day of cover', async ({ assert }) => {
    assert.match(await onDay('2026-06-30'), /^fee of dated_load\[town, 8\] 0\.00 = 0\.00/)
    assert.match(await onDay('2026-07-01'), /dated_load\[town, 8\] from 2026-07-01 2\.10 = 2\.10/)
    assert.match(await onDay('2026-10-14'), /2\.10 = 2\.10/)
    assert.match(await onDay('2026-10-15'), /from 2026-10-15 1\.20 = 1\.20/)
  })

  test('before the first there is no quote, and the day is pointed at', async ({ assert }) => {
    const later = depotPlan((plan) =>
      plan.replace(
        'gives fee money, share factor\n',
        'gives fee money, share factor from 2026-06-01\n'
      )
    )
    const facts = generateFacts(later.compiled.program.shape, 3, {
      values: { 'policy.effective_on': ['2026-05-31'], 'van.value': ['500.00'] },
      counts: { van: 1 },
    })
    const outcome = await rate(later, facts)
    assert.deepEqual(outcome.ok ? [] : outcome.errors.map(({ code, path }) => `${path} ${code}`), [
      'policy.effective_on not_in_force_yet',
    ])
    assert.isNull(await differenceFromOracle(later, facts))
  })
})

test.group('Bands of texts', () => {
  const factor = async (code: string, zone = 'port') =>
    /= ([\d.]+)/.exec(await step('Code', { code, zone }))?.[1]

  test('hold what lies between their ends and is as long as they are', async ({ assert }) => {
    assert.equal(await factor('A100'), '1.10')
    assert.equal(await factor('A499'), '1.10')
    assert.equal(await factor('A899'), '1.25')
    assert.equal(await factor('A900'), '1.35')
    assert.equal(await factor('B7'), '1.10')
    assert.equal(await factor('A1048'), '1.40')
  })

  test('hold nothing longer, shorter, or of other letters', async ({ assert }) => {
    for (const code of ['A1000', 'A10', 'a500', 'B500', 'A099']) {
      assert.equal(await factor(code), '0.99', code)
    }
  })
})
