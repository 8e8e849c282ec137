import fc from 'fast-check'
import { test } from '@japa/runner'

import { generateFacts } from '#rules/facts/generate_facts'
import { validateFacts } from '#rules/facts/validate_facts'
import { personalAutoShape as shape } from '#tests/support/personal_auto_shape'

/** JSON text, so that each test changes a copy of its own and keys such as __proto__ can be tried. */
const GOOD = JSON.stringify({
  policy: {
    effective_on: '2026-05-01',
    term: 6,
    garaging_zip: '78701',
    prior_cover: 'continuous',
    homeowner: true,
  },
  drivers: [
    {
      name: 'Ada',
      born_on: '1986-02-11',
      licensed_on: '2003-06-01',
      gender: 'female',
      marital_status: 'married',
      good_student: false,
      violations: [{ kind: 'minor', on: '2025-01-31' }],
    },
  ],
  vehicles: [
    {
      model_year: 2021,
      symbol: 11,
      annual_miles: 9000,
      use: 'commute',
      antitheft: false,
      cost_new: '24999.95',
      principal: 1,
      coverages: {
        BI: { limit: '50/100' },
        PIP: { limit: 2500 },
        COMP: { deductible: 250 },
        COLL: { deductible: 500 },
      },
    },
  ],
})

/** The good facts with one text replaced by another. */
function facts(before = '', after = ''): unknown {
  if (!GOOD.includes(before)) throw new Error(`Not in the facts: ${before}`)
  return JSON.parse(GOOD.replace(before, after))
}

function errorsOf(value: unknown) {
  const result = validateFacts(shape, value)
  return result.ok ? [] : result.errors
}

/** Code and place of each error. */
function found(value: unknown): readonly string[] {
  return errorsOf(value).map(({ code, path }) => `${code} ${path}`)
}

test.group('Facts that fit the shape', () => {
  test('are given back as they are, in the order of the shape', ({ assert }) => {
    const result = validateFacts(shape, facts())
    assert.deepEqual(result, { ok: true, facts: JSON.parse(GOOD) })
    const turned = Object.fromEntries(Object.entries(JSON.parse(GOOD)).toReversed())
    assert.equal(JSON.stringify(validateFacts(shape, turned)), JSON.stringify(result))
  })

  test('are a copy: changing the input afterwards changes nothing', ({ assert }) => {
    const input = JSON.parse(GOOD)
    const result = validateFacts(shape, input)
    input.vehicles[0].coverages.BI.limit = 'none'
    assert.isTrue(result.ok && JSON.stringify(result.facts) === GOOD)
  })

  test('may leave out what is optional', ({ assert }) => {
    assert.isEmpty(found(facts(',"violations":[{"kind":"minor","on":"2025-01-31"}]', '')))
    assert.isEmpty(found(facts('"cost_new":"24999.95",', '')))
    assert.isEmpty(found(facts(',"COLL":{"deductible":500}', '')))
  })
})

test.group('Facts that do not fit', () => {
  const cases: readonly (readonly [title: string, before: string, after: string, error: string])[] =
    [
      ['an unknown field', '"symbol":', '"symbl":5,"symbol":', 'unknown_field vehicles[0].symbl'],
      ['an unknown list', '"drivers":', '"trailers":[],"drivers":', 'unknown_field trailers'],
      [
        'an own __proto__ key',
        '"term":6',
        '"term":6,"__proto__":{"x":1}',
        'unknown_field policy.__proto__',
      ],
      [
        'a field whose name is inherited',
        '"term":6',
        '"term":6,"toString":1',
        'unknown_field policy.toString',
      ],
      ['a missing field', '"term":6,', '', 'required policy.term'],
      ['null', '"term":6', '"term":null', 'wrong_type policy.term'],
      ['text for a number', '"symbol":11', '"symbol":"11"', 'wrong_type vehicles[0].symbol'],
      [
        'a fraction for a whole number',
        '"symbol":11',
        '"symbol":11.5',
        'wrong_type vehicles[0].symbol',
      ],
      [
        'a number out of its range',
        '"symbol":11',
        '"symbol":28',
        'out_of_range vehicles[0].symbol',
      ],
      ['a number for text', '"name":"Ada"', '"name":7', 'wrong_type drivers[0].name'],
      ['empty text', '"name":"Ada"', '"name":""', 'too_short drivers[0].name'],
      [
        'text that is too long',
        '"name":"Ada"',
        `"name":"${'a'.repeat(81)}"`,
        'too_long drivers[0].name',
      ],
      ['a control character', '"name":"Ada"', '"name":"A\\u0000"', 'wrong_format drivers[0].name'],
      [
        'half of a surrogate pair',
        '"name":"Ada"',
        '"name":"A\\ud800"',
        'wrong_format drivers[0].name',
      ],
      [
        'a day that no calendar has',
        '"1986-02-11"',
        '"2025-02-30"',
        'not_a_date drivers[0].born_on',
      ],
      ['a number for a date', '"1986-02-11"', '19860211', 'wrong_type drivers[0].born_on'],
      [
        'a date after its bound',
        '"2003-06-01"',
        '"2026-05-02"',
        'out_of_range drivers[0].licensed_on',
      ],
      [
        'a date too near to its bound',
        '"1986-02-11"',
        '"2012-05-02"',
        'out_of_range drivers[0].born_on',
      ],
      [
        'a date too far from its bound',
        '"1986-02-11"',
        '"1915-05-01"',
        'out_of_range drivers[0].born_on',
      ],
      [
        'a number for yes or no',
        '"homeowner":true',
        '"homeowner":1',
        'wrong_type policy.homeowner',
      ],
      ['a ZIP code of four digits', '"78701"', '"7870"', 'wrong_format policy.garaging_zip'],
      ['a ZIP code as a number', '"78701"', '78701', 'wrong_type policy.garaging_zip'],
      [
        'a VIN with the letter O',
        '"model_year"',
        '"vin":"1HGCM82633AO04352","model_year"',
        'wrong_format vehicles[0].vin',
      ],
      ['a term that is not sold', '"term":6', '"term":7', 'not_a_choice policy.term'],
      ['a word that is no choice', '"commute"', '"commuting"', 'not_a_choice vehicles[0].use'],
      ['an amount as a number', '"24999.95"', '24999.95', 'wrong_type vehicles[0].cost_new'],
      [
        'an amount with thousandths',
        '"24999.95"',
        '"24999.955"',
        'too_many_digits vehicles[0].cost_new',
      ],
      ['an amount out of its range', '"24999.95"', '"-0.01"', 'out_of_range vehicles[0].cost_new'],
      ['an amount that is no number', '"24999.95"', '"1e4"', 'wrong_type vehicles[0].cost_new'],
      [
        'a driver that is not there',
        '"principal":1',
        '"principal":2',
        'no_such_entity vehicles[0].principal',
      ],
      [
        'driver number zero',
        '"principal":1',
        '"principal":0',
        'no_such_entity vehicles[0].principal',
      ],
      [
        'a coverage without the one it needs',
        '"COMP":{"deductible":250},',
        '',
        'needs_coverage vehicles[0].coverages.COLL',
      ],
      [
        'a required coverage left out',
        '"BI":{"limit":"50/100"},',
        '',
        'required vehicles[0].coverages.BI',
      ],
      ['an unknown coverage', '"PIP"', '"PIPP"', 'unknown_field vehicles[0].coverages.PIPP'],
      [
        'a coverage without its term',
        '{"limit":"50/100"}',
        '{}',
        'required vehicles[0].coverages.BI.limit',
      ],
      [
        'a limit that is not sold',
        '"50/100"',
        '"25/50"',
        'not_a_choice vehicles[0].coverages.BI.limit',
      ],
      [
        'a whole-number limit as text',
        '2500',
        '"2500"',
        'not_a_choice vehicles[0].coverages.PIP.limit',
      ],
      [
        'a term that the coverage lacks',
        '{"limit":"50/100"}',
        '{"limit":"50/100","deductible":1}',
        'unknown_field vehicles[0].coverages.BI.deductible',
      ],
      [
        'a coverage that is not an object',
        '{"limit":"50/100"}',
        'true',
        'wrong_type vehicles[0].coverages.BI',
      ],
      [
        'a nested list of the wrong type',
        '[{"kind":"minor","on":"2025-01-31"}]',
        '{}',
        'wrong_type drivers[0].violations',
      ],
      [
        'a violation that is text',
        '{"kind":"minor","on":"2025-01-31"}',
        '"minor"',
        'wrong_type drivers[0].violations[0]',
      ],
      ['a failed check', '"2003-06-01"', '"1986-02-11"', 'check_failed drivers[0].licensed_on'],
    ]
  for (const [title, before, after, error] of cases) {
    test(`${title}: ${error}`, ({ assert }) => {
      assert.deepEqual(found(facts(before, after)), [error])
    })
  }

  test('a misspelt name is answered with the likeliest one', ({ assert }) => {
    const [error] = errorsOf(facts('"symbol":', '"symbl":5,"symbol":'))
    assert.deepEqual(error, {
      path: 'vehicles[0].symbl',
      pointer: '/vehicles/0/symbl',
      code: 'unknown_field',
      message: 'There is no such field.',
      help: 'Did you mean "symbol"?',
    })
  })

  test('every message says what was expected and how it is written', ({ assert }) => {
    const [error] = errorsOf(facts('"50/100"', '"25/50"'))
    assert.equal(error?.message, '"25/50" is not a choice.')
    assert.equal(error?.help, 'One of "30/60", "50/100", "100/300".')
    const [check] = errorsOf(facts('"2003-06-01"', '"1980-01-01"'))
    assert.equal(check?.message, 'It is licensed before being born.')
  })

  test('keys are escaped in pointers and quoted in paths', ({ assert }) => {
    const [error] = errorsOf(facts('"term":6', '"term":6,"a/b~c d":1'))
    assert.equal(error?.pointer, '/policy/a~1b~0c d')
    assert.equal(error?.path, 'policy["a/b~c d"]')
  })

  test('nine drivers are one error, and only eight of them are looked at', ({ assert }) => {
    const value = { ...JSON.parse(GOOD), drivers: Array.from({ length: 9 }, () => ({})) }
    const errors = found(value)
    assert.equal(errors[0], 'too_many drivers')
    assert.isFalse(errors.some((error) => error.includes('drivers[8]')))
  })

  test('no drivers at all is said plainly', ({ assert }) => {
    assert.includeMembers([...found({ ...JSON.parse(GOOD), drivers: [] })], ['too_few drivers'])
    const rest = { ...JSON.parse(GOOD), drivers: undefined }
    assert.includeMembers([...found(rest)], ['required drivers'])
  })

  test('every error is reported at once', ({ assert }) => {
    const value = JSON.parse(GOOD)
    value.policy.term = 7
    value.drivers[0].born_on = 'yesterday'
    value.vehicles[0].principal = 3
    assert.deepEqual(found(value), [
      'not_a_choice policy.term',
      'not_a_date drivers[0].born_on',
      'no_such_entity vehicles[0].principal',
    ])
  })

  test('at most 100 errors are kept, however many there are', ({ assert }) => {
    const policy = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`key_${n}`, n]))
    assert.lengthOf(errorsOf({ policy }), 100)
  })

  test('deep nesting is not followed', ({ assert }) => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    const errors = found(JSON.parse(GOOD.replace('"term":6', `"term":${deep}`)))
    assert.deepEqual(errors, ['wrong_type policy.term'])
  })

  test('whatever the JSON is, the answer is a value', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.integer({ min: 0, max: GOOD.length }),
        (value, at) => {
          const inserted = GOOD.slice(0, at) + JSON.stringify(value) + GOOD.slice(at)
          let mutated: unknown = value
          try {
            mutated = JSON.parse(inserted)
          } catch {
            mutated = value
          }
          return (
            typeof validateFacts(shape, mutated).ok === 'boolean' && !validateFacts(shape, value).ok
          )
        }
      ),
      { numRuns: 500 }
    )
  })

  test('a whole that is no object is refused', ({ assert }) => {
    for (const value of [null, [], 'facts', 7, undefined, new Date(0)]) {
      assert.deepEqual(found(value), ['wrong_type '])
    }
  })
})

test.group('Generated facts', () => {
  test('always pass, and one seed always gives the same', ({ assert }) => {
    for (let seed = 0; seed < 300; seed++) {
      const generated = generateFacts(shape, seed)
      assert.deepEqual(validateFacts(shape, generated), { ok: true, facts: generated })
      assert.deepEqual(generateFacts(shape, seed), generated)
    }
  })

  test('reach every choice, both ends of ranges, absence and full lists', ({ assert }) => {
    const all = Array.from({ length: 400 }, (_, seed) => JSON.stringify(generateFacts(shape, seed)))
    const text = all.join('\n')
    for (const sign of [
      '"dui"',
      '"symbol":27',
      '"symbol":1,',
      '"limit":10000',
      '"term":12',
      '"violations":[]',
    ]) {
      assert.include(text, sign)
    }
    assert.isTrue(all.some((one) => !one.includes('insurance_score')))
    assert.isTrue(all.some((one) => one.split('"marital_status"').length === 9))
  })

  test('keep to the values and counts that are asked for', ({ assert }) => {
    for (let seed = 0; seed < 20; seed++) {
      const { policy, drivers = [] } = generateFacts(shape, seed, {
        values: { 'policy.garaging_zip': ['78701', '77002'] },
        counts: { driver: 2 },
      })
      assert.include(['78701', '77002'], String(policy['garaging_zip']))
      assert.lengthOf(Object.values(drivers), 2)
    }
  })

  test('checks that nothing satisfies are an error, not an endless loop', ({ assert }) => {
    const impossible = { ...shape.checks[0], condition: { any: [{ not: { all: [] } }] } }
    const never = { entity: 'driver', field: 'licensed_on', message: 'never fits', ...impossible }
    assert.throws(() => generateFacts({ ...shape, checks: [never] }, 1), 'satisfy its checks')
  })
})
