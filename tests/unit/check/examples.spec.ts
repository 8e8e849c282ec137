import { test } from '@japa/runner'
import { prepare, runExamples } from '#rules/index'
import { compileSmall, PLAIN_PREMIUM } from '#tests/support/check_programs'
import { compileTexas } from '#tests/support/compile_texas'

const GIVEN = `
example "one boat"
  given
    policy   effective_on 2026-05-01, term 6, zip 78701, mooring harbour, club no
    skipper  born_on 1980-01-01
    boat     name "A", feet 20, hull wood, value 1000, steered 1
      HULL 250
  expect
`

const RULE = `
rule R-1 "Wood"
  when  any boat has hull is wood
  then  refer to underwriter "Look at the planks"
`

/** What becomes of the examples of a small plan, failures as code and message. */
async function run(body: string): Promise<readonly string[]> {
  const { compiled, examples, lines } = compileSmall(body)
  if (!compiled) return lines
  const results = await runExamples(prepare(compiled), examples)
  return results.flatMap(({ failures }) =>
    failures.map(({ code, message }) => `${code} ${message}`)
  )
}

/** The small plan's order of calculation with these steps, and an example that works it. */
function worked(steps: string, expectation: string): readonly string[] {
  const premium = `\npremium of each boat, each coverage\n${steps.trim().replace(/^ */gm, '  ')}\n`
  return compileSmall(`${premium}${GIVEN}    ${expectation}\n`).lines
}

test.group('Worked examples', () => {
  test('of Texas all hold', async ({ assert }) => {
    const { compiled, examples } = compileTexas()
    if (!compiled) return assert.fail('The Texas plan does not compile')
    const results = await runExamples(prepare(compiled), examples)
    assert.isAbove(results.length, 19)
    assert.deepEqual(
      results.flatMap(({ failures }) => failures),
      []
    )
  })

  test('that do not hold say what was found and what was expected', async ({ assert }) => {
    const body = `${RULE}${PLAIN_PREMIUM}${GIVEN}    HULL of boat 1 = 99.00\n    total = 101.00\n    no referral\n`
    assert.deepEqual(await run(body), [
      'RATE513 HULL of boat is 100.00, but the example expects 99.00.',
      'RATE513 The total is 100.00, but the example expects 101.00.',
      'RATE513 The example expects nothing to refer, but R-1 does.',
    ])
  })

  test('that expect a premium of a coverage not taken say so', async ({ assert }) => {
    assert.deepEqual(await run(`${PLAIN_PREMIUM}${GIVEN}    LIAB of boat 1 = 99.00\n`), [
      'RATE513 LIAB of boat has no premium, but the example expects 99.00.',
    ])
  })

  test('whose risk the product refuses say why', async ({ assert }) => {
    const body = `${PLAIN_PREMIUM}${GIVEN.replace('born_on 1980', 'born_on 2020')}    total = 100.00\n`
    const [failure = ''] = await run(body)
    assert.match(failure, /^RATE514 This risk can't be rated: skippers\[0\]\.born_on: /)
  })
})

test.group('The arithmetic of an example', () => {
  test('rounds after each step as the plan does', ({ assert }) => {
    const steps = 'round every step below to 0.1\nbase 10.25\ntimes 1.15\nround to 0.01'
    // 10.25 is 10.3, times 1.15 is 11.845, so 11.8; unrounded it would be 11.79.
    assert.deepEqual(worked(steps, 'HULL of boat = 11.80  by 10.25 * 1.15'), [])
    assert.lengthOf(worked(steps, 'HULL of boat = 11.79  by 10.25 * 1.15'), 1)
  })

  test('takes a division with the factor before it', ({ assert }) => {
    const steps = 'round every step below to 1\nbase 10.00\ntimes 1 / 3\nround to 0.01'
    assert.deepEqual(worked(steps, 'HULL of boat = 3  by 10.00 * 1 / 3'), [])
  })

  test('is exact inside brackets', ({ assert }) => {
    const steps = 'round every step below to 1\nbase 10.00\ntimes 1.25\nround to 0.01'
    assert.deepEqual(worked(steps, 'HULL of boat = 13  by 10.00 * (0.4 + 0.85)'), [])
  })

  test('is followed by the minimum and the final rounding', ({ assert }) => {
    const steps = 'base 10.25\ntimes 0.5\nat least 9.50\nround to 1.00'
    assert.deepEqual(worked(steps, 'HULL of boat = 10.00  by 10.25 * 0.5'), [])
    assert.deepEqual(worked(steps, 'HULL of boat = 5.00  by 10.25 * 0.5'), [
      '22:29 error RATE510 The arithmetic comes to 10.00, but the example says 5.00.',
    ])
  })
})
