import { test } from '@japa/runner'
import { checkProduct, compile, factsJsonSchema, prepare, validateFacts } from '#rules/index'
import { generateFacts } from '#rules/facts/generate_facts'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'

const PRODUCT = `product barn "Barn"
  currency USD

policy
  effective_on  date
  share         factor 0.05 to 1.000
  burden        factor -1 to 2      optional
  code          text up to 3

coverage of policy
  FIRE
`

const PLAN = `plan barns "Barns"
  of         barn
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

table code_factor by code gives factor
  A1       | 1.10
  all else | 1.00

premium of policy, each coverage
  base   1000.00 * share
  times  1 + burden  when burden is given and burden >= -0.5
  times  code_factor[code]
  round  to 0.01
`

function shape() {
  const checked = checkProduct({ name: 'product.rate', text: PRODUCT })
  if (!checked.shape) throw new Error(checked.diagnostics.map(({ message }) => message).join())
  return checked.shape
}

function problems(answers: Readonly<Record<string, unknown>>): readonly string[] {
  const policy = { effective_on: '2026-05-01', share: '0.5', code: 'A1', ...answers }
  const valid = validateFacts(shape(), { policy: { ...policy, coverages: { FIRE: {} } } })
  return valid.ok ? [] : valid.errors.map(({ path, code, message }) => `${path} ${code} ${message}`)
}

test.group('Answers that are factors', () => {
  test('have the digits of their bounds, or four', ({ assert }) => {
    const [, share, burden] = shape().policy.fields
    assert.deepEqual(share?.type, { kind: 'factor', low: '0.05', high: '1.000', digits: 3 })
    assert.deepEqual(burden?.type, { kind: 'factor', low: '-1', high: '2', digits: 4 })
    const schema = JSON.stringify(factsJsonSchema(shape()))
    assert.include(schema, String.raw`^-?\\d+(\\.\\d{1,3})?$`)
  })

  test('are decimal text, rated like the oracle does', async ({ assert }) => {
    assert.deepEqual(problems({ share: '0.125', burden: '-0.0001' }), [])
    const { compiled, diagnostics } = compile({
      product: { name: 'product.rate', text: PRODUCT },
      plan: { name: 'plan.rate', text: PLAN },
      tables: {},
    })
    assert.deepEqual(diagnostics, [])
    if (!compiled) return
    const plan = prepare(compiled)
    for (let seed = 1; seed <= 200; seed++) {
      const facts = generateFacts(compiled.program.shape, seed)
      assert.isTrue(validateFacts(compiled.program.shape, facts).ok)
      assert.isNull(await differenceFromOracle(plan, facts), `seed ${seed}`)
    }
  })

  test('are refused as numbers, beyond their bounds and with more digits', ({ assert }) => {
    assert.deepEqual(problems({ share: 0.5 }), [
      'policy.share wrong_type Expected a factor as text, got 0.5.',
    ])
    assert.deepEqual(problems({ share: '0.04' }), ['policy.share out_of_range It is 0.04.'])
    assert.deepEqual(problems({ share: '0.0500' }), [
      'policy.share too_many_digits "0.0500" has more than 3 digits behind the point.',
    ])
    assert.deepEqual(problems({ code: 'ABCD' }), ['policy.code too_long Longer than 3 characters.'])
  })
})
