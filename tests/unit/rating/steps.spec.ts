import { test } from '@japa/runner'
import { generateFacts } from '#rules/facts/generate_facts'
import { validateFacts } from '#rules/facts/validate_facts'
import { rate } from '#rules/rating/rate'
import { renderWorksheet } from '#rules/rating/render_worksheet'
import type { Worksheet, WorksheetLine } from '#rules/rating/worksheet'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'
import { rallyPlan } from '#tests/support/rally_plan'

const RISKS = Number(process.env['ORACLE_RISKS'] ?? 1000)
const rally = rallyPlan()

type Answers = Readonly<Record<string, unknown>>

const DRIVER = { born_on: '1990-05-01', starts: 10, licence: 'gold' }
const CAR = { age: 4, value: '2000.00', principal: 1, coverages: { FIRE: {} } }

async function rated(
  policy: Answers = {},
  drivers: readonly Answers[] = [{}],
  cars: readonly Answers[] = []
): Promise<Worksheet> {
  const facts = {
    policy: { effective_on: '2026-05-01', term: 12, member: false, ...policy },
    drivers: drivers.map((driver) => ({ ...DRIVER, ...driver })),
    cars: cars.map((car) => ({ ...CAR, ...car })),
  }
  const validated = validateFacts(rally.compiled.program.shape, facts)
  if (!validated.ok) throw new Error(JSON.stringify(validated.errors))
  const outcome = await rate(rally, validated.facts)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  return outcome.worksheet
}

/** `Several cars 39.000`, `Least not reached`: the lines that apply, in their order. */
function told(lines: readonly WorksheetLine[] = []): readonly string[] {
  return lines
    .filter(({ status }) => status !== 'does not apply')
    .map(({ name, status, value }) => `${name} ${status === 'applied' ? value : status}`)
}

test.group('Orders of calculation', () => {
  test(`give the oracle's figures for ${RISKS} risks`, async ({ assert }) => {
    const { shape } = rally.compiled.program
    for (let seed = 1; seed <= RISKS; seed++) {
      assert.isNull(await differenceFromOracle(rally, generateFacts(shape, seed)), `seed ${seed}`)
    }
  }).timeout(RISKS * 200)

  test('"becomes" puts its amount in the place of all before it', async ({ assert }) => {
    const { sections } = await rated({ member: true }, [{ born_on: '2010-05-02' }])
    assert.deepEqual(
      sections.map(({ premiums }) => told(premiums[0]?.lines)),
      [
        ['Office 3.00', 'Members 1.25', 'Rounding 1.25'],
        ['Driver 10.00', 'Licence 9.50', 'Starts 12.00', 'Junior 7.505', 'Rounding 7.50'],
      ]
    )
  })

  test('a premium repeats over entities that have no coverages', async ({ assert }) => {
    const { sections } = await rated({}, [{}, { licence: 'blue', starts: 0 }])
    assert.deepEqual(
      sections.map(({ title, subtotal, premiums }) => [title, premiums[0]?.coverage, subtotal]),
      [
        ['Policy', null, '3.00'],
        ['Driver 1: starts 10, licence gold', null, '12.00'],
        ['Driver 2: starts 0, licence blue', null, '13.00'],
      ]
    )
  })
})

test.group('The total of a policy', () => {
  test('begins with the sum of the premiums, and takes its place', async ({ assert }) => {
    const worksheet = await rated({}, [{}], [{}, { value: '9000.00' }])
    assert.deepEqual(
      [worksheet.policyTotal?.before, ...told(worksheet.policyTotal?.lines)],
      [
        '125.10',
        'Several cars 121.9725',
        'Rounding 121.90',
        'Minimum policy premium not reached',
        'Rounding 121.90',
        'Most not reached',
      ]
    )
    assert.equal(worksheet.premium, '121.90')
    assert.equal(worksheet.total, '123.40')
  })

  test('may be a minimum, and comes before the fees', async ({ assert }) => {
    const { policyTotal, premium, total } = await rated({ term: 6 })
    assert.equal(policyTotal?.before, '15.00')
    assert.equal(premium, '55.00')
    assert.equal(total, '55.75')
  })

  test('stands on the worksheet between the premiums and the fees', async ({ assert }) => {
    const lines = renderWorksheet(await rated({}, [{}, {}], [{}])).split('\n')
    const from = lines.indexOf('Policy', lines.indexOf('Policy') + 1)
    assert.deepEqual(
      lines.slice(from, lines.indexOf('Fees')).map((line) => line.replace(/\s+/g, ' ').trim()),
      [
        'Policy',
        'Sum of the premiums 47.10',
        'plus Drivers 0.123 0.123 47.223',
        'at least Minimum policy premium 55.00 55.00 55.00',
        'round to 0.05 half up 55.00',
        'at most Most 1400.00 1400.00 not reached',
        'does not apply: Several cars, Members, Rounding',
        'Premium 55.00',
        '',
      ]
    )
  })

  test('is absent where the plan has no steps for it', async ({ assert }) => {
    const plan = rallyPlan((text) => text.replace(/^total of policy\n(?: .*\n)+/m, ''))
    const outcome = await rate(plan, generateFacts(plan.compiled.program.shape, 1))
    assert.isTrue(outcome.ok)
    if (outcome.ok) assert.notProperty(outcome.worksheet, 'policyTotal')
  })
})
