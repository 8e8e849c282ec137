import { Ajv2020 } from 'ajv/dist/2020.js'
import { test } from '@japa/runner'

import { factsJsonSchema } from '#rules/facts/facts_json_schema'
import { generateFacts } from '#rules/facts/generate_facts'
import { personalAutoShape as shape } from '#tests/support/personal_auto_shape'

const validate = new Ajv2020({ strict: false, formats: { date: true } }).compile(
  factsJsonSchema(shape)
)

/** Generated facts with one piece of their JSON replaced. */
function mutated(before: RegExp, after: string): unknown {
  const text = JSON.stringify(generateFacts(shape, 1))
  const changed = text.replace(before, after)
  if (changed === text) throw new Error(`Nothing matches ${before}`)
  return JSON.parse(changed)
}

test.group('JSON Schema of the facts', () => {
  test('takes every generated risk and carries one as its example', ({ assert }) => {
    for (let seed = 0; seed < 100; seed++) {
      assert.isTrue(validate(generateFacts(shape, seed)), JSON.stringify(validate.errors))
    }
    assert.deepEqual(factsJsonSchema(shape)['examples'], [generateFacts(shape, 1)])
    const example = generateFacts(shape, 2)
    assert.deepEqual(factsJsonSchema(shape, example)['examples'], [example])
  })

  test('is plain JSON with a title for every field', ({ assert }) => {
    const schema = factsJsonSchema(shape)
    assert.deepEqual(JSON.parse(JSON.stringify(schema)), schema)
    assert.equal(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema')
    const text = JSON.stringify(schema)
    for (const { title } of shape.policy.fields) assert.include(text, `"title":"${title}"`)
  })

  test('refuses unknown fields, wrong types, wrong choices, missing and superfluous entities', ({
    assert,
  }) => {
    const wrong = [
      mutated(/"term":\d+/, '"term":7'),
      mutated(/"term":/, '"extra":1,"term":'),
      mutated(/"homeowner":(true|false)/, '"homeowner":"yes"'),
      mutated(/"garaging_zip":"\d+"/, '"garaging_zip":"1234"'),
      mutated(/"gender":"\w+",/, ''),
      mutated(/"BI":\{[^}]*\}/, '"BI":{}'),
      mutated(/"coverages":\{/, '"coverages":{"COLLISION":{},'),
      { ...generateFacts(shape, 1), drivers: [] },
      { ...generateFacts(shape, 1), vehicles: Array.from({ length: 9 }, () => ({})) },
    ]
    for (const facts of wrong) assert.isFalse(validate(facts), JSON.stringify(facts))
  })

  test('refuses a coverage without the one it needs', ({ assert }) => {
    const { vehicles, ...rest } = generateFacts(shape, 1)
    const [vehicle] = Array.isArray(vehicles) ? vehicles : []
    const coverages = { BI: { limit: '30/60' }, COLL: { deductible: 250 } }
    assert.isFalse(validate({ ...rest, vehicles: [{ ...vehicle, coverages }] }))
    const both = { ...coverages, COMP: { deductible: 250 } }
    assert.isTrue(validate({ ...rest, vehicles: [{ ...vehicle, coverages: both }] }))
  })
})
