import { test } from '@japa/runner'

import { compile } from '#rules/compile'
import { validateFacts } from '#rules/facts/validate_facts'
import { ROUNDED, roundedSigned } from '#rules/rating/bulk/arithmetic'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { prepare } from '#rules/rating/prepare'
import { bulkDifference, NOT_CARRIED } from '#tests/support/bulk_difference'

const MODES = ['up', 'down', 'half up', 'half down', 'half even'] as const

const PRODUCT = `product edge "Edge"
  currency USD

policy
  effective_on  date                            "First day of cover"
  units         integer 0 to 999999999          "Units"
  parts         integer 1 to 7                  "Parts"
  sum           money 0.00 to 9999999999999.00  "Sum"
`

const head = `plan edges "Edges"
  of         edge
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

`

function planOf(steps: string) {
  const { compiled, diagnostics } = compile({
    product: { name: 'product.rate', text: PRODUCT },
    plan: { name: 'plan.rate', text: head + steps },
    tables: {},
  })
  if (!compiled) throw new Error(JSON.stringify(diagnostics))
  return prepare(compiled)
}

type Answers = { readonly units?: number; readonly parts?: number; readonly sum?: string }

/** What bulk and online differ in, by both backends; how many of the risks bulk carried. */
async function compareOn(steps: string, answers: readonly Answers[]) {
  const prepared = planOf(steps)
  const { program } = prepared.compiled
  let carried = 0
  for (const by of ['source', 'closures'] as const) {
    const rater = prepareBulk(program, { by })
    for (const answer of answers) {
      const policy = { effective_on: '2026-05-01', units: 1, parts: 1, sum: '1.00', ...answer }
      const valid = validateFacts(program.shape, { policy })
      if (!valid.ok) throw new Error(JSON.stringify(valid.errors))
      const difference = await bulkDifference(prepared, rater, valid.facts)
      if (difference === null) carried += 1
      else if (difference !== NOT_CARRIED) return { difference, carried }
    }
  }
  return { difference: null, carried }
}

test.group('Bulk rating at the edges of doubles', () => {
  test('rounds every half like exact arithmetic, in both signs, {$self}')
    .with([...MODES])
    .run(async ({ assert }, mode) => {
      const steps = [
        `let off = ((units - 500) * 0.005) rounded to 0.01 ${mode}`,
        `let coarse = ((units - 500) * 2.5) rounded to 5 ${mode}`,
        '',
        'premium of policy',
        '  base  5000.00',
        '  plus  off',
        '  plus  coarse',
        `  round to 0.01 ${mode}`,
        '',
      ].join('\n')
      const units = [...Array(40).keys()].map((at) => ({ units: 480 + at }))
      assert.deepEqual(await compareOn(steps, units), { difference: null, carried: 80 })
    })

  test('gives up what lies beyond, and no more', async ({ assert }) => {
    const steps = 'premium of policy\n  base  sum\n  times 1.001\n  round to 0.01\n'
    const sums = ['11247000000.00', '11258999068.42', '1125899906842.62', '1125899906842.63', '9999999999999.00']
    const around = sums.map((sum) => ({ sum }))
    const { difference, carried } = await compareOn(steps, around)
    assert.isNull(difference)
    assert.isAbove(carried, 0)
    assert.isBelow(carried, 10)
  })

  test('carries long products nearly, and gives up the risks that are too near a turn', async ({
    assert,
  }) => {
    const factors = '  times 1.0000001\n'.repeat(4)
    const steps = `premium of policy\n  base  sum\n${factors}  round to 0.01\n`
    const sums = [...Array(50).keys()].map((at) => ({ sum: `${at * 991}.0${at % 10}` }))
    const { difference, carried } = await compareOn(steps, sums)
    assert.isNull(difference)
    assert.isAbove(carried, 80)
  })

  test('divides by what only the facts tell', async ({ assert }) => {
    const steps = 'premium of policy\n  round every step below to 0.01\n  base  units / parts * 0.01\n'
    const answers = [...Array(70).keys()].map((at) => ({ units: at, parts: 1 + (at % 7) }))
    assert.deepEqual(await compareOn(steps, answers), { difference: null, carried: 140 })
  })

  test('rounds at the edge of what it may round like whole numbers of any size', ({ assert }) => {
    const edge = 2n ** 50n
    for (const divisor of [2n, 3n, 5n, 10n, 1000n, 99_999n]) {
      for (let back = 0n; back < 40n; back++) {
        const x = edge - divisor - back
        const half = { top: (x * 2n) / divisor, isTie: (x * 2n) % divisor === 0n }
        const up = (half.top + 1n) / 2n
        assert.equal(ROUNDED['half up'](Number(x), Number(divisor)), Number(up))
        assert.equal(roundedSigned(-Number(x), Number(divisor), 'half up'), -Number(up))
        assert.equal(ROUNDED.down(Number(x), Number(divisor)), Number(x / divisor))
      }
    }
  })
})
