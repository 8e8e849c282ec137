import { test } from '@japa/runner'
import { compile } from '#rules/index'
import type { CompileInput } from '#rules/index'
import { HOSTILE_NAMES } from '#tests/fuzz/hostile'
import { fuzz } from '#tests/fuzz/fuzz'
import { tryEverything } from '#tests/fuzz/fuzz_case'
import { costOf, GROWING } from '#tests/fuzz/scaling'

test.group('Hostile sources', () => {
  test('mutated sources neither throw nor hang nor change a prototype', async ({ assert }) => {
    const { cases, faults } = await fuzz(1, { seconds: 45, cases: 150 })
    assert.deepEqual(faults, [])
    assert.isAbove(cases, 20)
  }).timeout(60_000)

  test('{$self}, by whatever it names, is refused or rated like any other name')
    .with([...HOSTILE_NAMES])
    .run(async ({ assert }, name) => {
      for (const field of [name, 'plain']) {
        const sources = thingsNamed(name, field)
        await tryEverything(sources)
        const isRefused = field in Object.prototype
        const { compiled, diagnostics } = compile(sources)
        assert.equal(compiled === null, isRefused, JSON.stringify(diagnostics))
      }
      assert.isFalse('polluted' in globalThis)
    })

  test('of {what}, four times as many cost no more than eight times as much')
    .with([...GROWING])
    .run(({ assert }, { make, smallest }) => {
      costOf(make(smallest))
      // Growth by the square fails each try; a busy machine fails one or two.
      const tries: string[] = []
      const holds = Array.from({ length: 5 }).some(() => {
        const small = costOf(make(smallest * 2))
        const large = costOf(make(smallest * 8))
        tries.push(`${small.toFixed(1)} ms and ${large.toFixed(1)} ms`)
        return large <= Math.max(8 * small, 40)
      })
      assert.isTrue(holds, tries.join('; '))
    })
    .timeout(60_000)
})

/** A plan in which everything goes by one name; what facts are named by, by another. */
function thingsNamed(name: string, field: string): CompileInput {
  const product = `product things "Things"
  currency USD

policy
  effective_on  date             "First day"
  ${field}      integer 0 to 9   "Number"  optional

item  1 to 2
  ${field}      ${name}, other   "Choice"

coverage of item
  C_${field}  "Cover"  t_${field} 1, 2
`
  const plan = `plan ${name} "Plan"
  of         things
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

table ${name}  by ${field}  gives factor  read "${name}.csv"

let factor of item = ${name}[${field}]

rule ${name} "Rule"
  when  policy.${field} is given and policy.${field} > 3
  then  decline "No"

discounts each item, each coverage
  combine by sum, at most 10 %
  ${name}  "Discount"  5 %  when ${field} is ${name}

premium of each item, each coverage
  base   100.00
  times  factor         as "${name}"
  times  1 - discounts
  round  to 0.01

fee ${name} "Fee"  1.00 each item
`
  return {
    product: { name: 'product.rate', text: product },
    plan: { name: 'plan.rate', text: plan },
    tables: Object.fromEntries([[`${name}.csv`, `${field},factor\n${name},1.10\nother,1\n`]]),
  }
}
