import { test } from '@japa/runner'
import { generateFacts } from '#rules/facts/generate_facts'
import { validateFacts } from '#rules/facts/validate_facts'
import { rate } from '#rules/rating/rate'
import { renderWorksheet } from '#rules/rating/render_worksheet'
import type { Worksheet } from '#rules/rating/worksheet'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'
import { racingPlan } from '#tests/support/rally_plan'

const RISKS = Number(process.env['ORACLE_RISKS'] ?? 1000)
const racing = racingPlan()

type Answers = Readonly<Record<string, unknown>>

const DRIVER = { born_on: '1990-05-01', starts: 10, licence: 'gold' }
const CAR = { age: 4, value: '2000.00', principal: 1, coverages: { FIRE: {} } }

async function rated(drivers: readonly Answers[], cars: readonly Answers[]): Promise<Worksheet> {
  const facts = {
    policy: { effective_on: '2026-05-01', term: 12, member: false },
    drivers: drivers.map((driver) => ({ ...DRIVER, ...driver })),
    cars: cars.map((car) => ({ ...CAR, ...car })),
  }
  const validated = validateFacts(racing.compiled.program.shape, facts)
  if (!validated.ok) throw new Error(JSON.stringify(validated.errors))
  const outcome = await rate(racing, validated.facts)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  return outcome.worksheet
}

/** Whom each one takes by the assignment of that name. */
async function assigned(
  value: string,
  drivers: readonly Answers[],
  cars: readonly Answers[]
): Promise<readonly (number | null)[]> {
  const { assignments = [] } = await rated(drivers, cars)
  return assignments.filter(({ name }) => name === value).map(({ takes }) => takes)
}

test.group('Assignments', () => {
  test(`give the oracle's figures for ${RISKS} risks`, async ({ assert }) => {
    const { shape } = racing.compiled.program
    for (let seed = 1; seed <= RISKS; seed++) {
      assert.isNull(await differenceFromOracle(racing, generateFacts(shape, seed)), `seed ${seed}`)
    }
  }).timeout(RISKS * 200)

  test('give the first by rank the first by rank', async ({ assert }) => {
    const drivers = [{ starts: 1 }, { starts: 30 }, { starts: 20 }]
    const cars = [{ value: '500.00' }, { value: '9000.00' }, { value: '700.00' }]
    assert.deepEqual(await assigned('racer', drivers, cars), [1, 2, 3])
  })

  test('leave ties in the order of entry', async ({ assert }) => {
    assert.deepEqual(await assigned('racer', [{}, {}, {}], [{}, {}]), [1, 2])
    assert.deepEqual(await assigned('mechanic', [{}, {}], [{}, {}]), [1, 2])
  })

  test('go on to the next ranking where the one before ties', async ({ assert }) => {
    const drivers = [{ born_on: '1980-01-01' }, { born_on: '1999-01-01' }]
    const cars = [{ value: '500.00' }, { value: '600.00' }]
    assert.deepEqual(await assigned('mechanic', drivers, cars), [1, 2])
  })

  test('say who one takes that is left over', async ({ assert }) => {
    const cars = [{ value: '900.00' }, { value: '800.00' }, { value: '700.00' }]
    assert.deepEqual(await assigned('racer', [{ starts: 9 }, { starts: 3 }], cars), [1, 2, 2])
  })

  test('may look at the one left over, and leave it without any', async ({ assert }) => {
    const drivers = [{ starts: 12 }, { starts: 2 }]
    const old = [{ value: '900.00' }, { value: '800.00' }, { value: '700.00', age: 20 }]
    assert.deepEqual(await assigned('racer', drivers, old), [1, 2, 1])
    assert.deepEqual(await assigned('mechanic', [{}], [{ age: 3 }, { age: 2 }]), [null, 1])
    assert.deepEqual(await assigned('spare', [{}], []), [null])
  })

  test('refuse to take from a list that may be empty', ({ assert }) => {
    const taking = (plan: string) =>
      plan.replace('takes no car', 'takes the car with the lowest age')
    assert.throws(() => racingPlan(taking), /There may be no car at all, and then none to take/)
  })

  test('are told on the worksheet with the ranks of both', async ({ assert }) => {
    const worksheet = await rated([{ starts: 9 }, { starts: 3 }], [{}, { age: 2 }, { age: 3 }])
    const lines = renderWorksheet(worksheet).split('\n')
    const from = lines.indexOf('Assignments')
    assert.deepEqual(lines.slice(from, from + 7), [
      'Assignments',
      '  racer of car 1: driver 1 (car.value 2000.00 is 1st; RACE.hazard 1.29 is 1st)',
      '  racer of car 2: driver 2 (car.value 2000.00 is 2nd; RACE.hazard 1.23 is 2nd)',
      '  racer of car 3: driver 2 (left over: car.value 2000.00 is 3rd; lowest FIRE.hazard - ((car.age * 0.001) * driver.starts) 1.046)',
      '  mechanic of car 1: no driver (left over: car.age 4, car.value 2000.00 is 3rd)',
      '  mechanic of car 2: driver 1 (car.age 2, car.value 2000.00 is 1st; driver.starts 9, years 36 is 1st)',
      '  mechanic of car 3: driver 2 (car.age 3, car.value 2000.00 is 2nd; driver.starts 3, years 36 is 2nd)',
    ])
  })
})
