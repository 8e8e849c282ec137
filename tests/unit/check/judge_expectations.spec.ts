import { test } from '@japa/runner'
import { generateFacts, judgeExpectations, prepare } from '#rules/index'
import type { ExpectationResult } from '#rules/index'
import { compileSmall } from '#tests/support/check_programs'

const PREMIUM = `
table by_deductible by deductible gives factor
  250 | 1.20
  500 | 1.00

premium of each boat, each coverage
  base   100.00
  times  by_deductible[deductible]  when coverage is HULL
  plus   1.00 * feet
  round  to 0.01
`

const SIZE = 200

/** What becomes of the expectations of a small plan on generated risks. */
async function judge(body: string): Promise<readonly ExpectationResult[]> {
  const { compiled, expectations, lines } = compileSmall(body)
  if (!compiled) throw new Error(lines.join('\n'))
  const { shape } = compiled.program
  const book = Array.from({ length: SIZE }, (_, at) => generateFacts(shape, at + 1))
  return judgeExpectations(prepare(compiled), expectations, book)
}

function messages(results: readonly ExpectationResult[]): readonly string[] {
  return results.flatMap(({ diagnostics }) =>
    diagnostics.map(({ code, message }) => `${code} ${message}`)
  )
}

test.group('Expectations of the prices', () => {
  test('hold where the rates do what they say', async ({ assert }) => {
    const results = await judge(
      `${PREMIUM}\nexpect lower deductible, more feet, more boat never costs less\n`
    )
    assert.deepEqual(messages(results), [])
    assert.deepEqual(
      results.map(({ words, broken }) => ({ words, broken })),
      ['lower deductible', 'more feet', 'more boat'].map((words) => ({ words, broken: 0 }))
    )
    for (const { words, tried } of results) assert.isAbove(tried, SIZE / 4, words)
  })

  test('are the same whenever they are judged', async ({ assert }) => {
    const body = `${PREMIUM}\nexpect more deductible never costs less\n`
    assert.deepEqual(await judge(body), await judge(body))
  })

  test('a mean is told to the cent and judged by its range', async ({ assert }) => {
    const [held] = await judge(`${PREMIUM}\nexpect mean of each boat between 100 and 700 a year\n`)
    assert.match(held?.mean ?? '', /^\d{3}\.\d\d$/)
    assert.deepEqual(held?.diagnostics, [])
  })

  test('a value that gathers a list moves by one more of it, only where it rises', async ({
    assert,
  }) => {
    const long = 'let long = count of boats with feet > 30'
    const premium = PREMIUM.replace('plus   1.00 * feet', 'plus   1.00 * long')
    const [boats, longer] = await judge(
      `${long}\n${premium}\nexpect more boat, more long never costs less\n`
    )
    assert.isAbove(longer?.tried ?? 0, 20)
    assert.isBelow(longer?.tried ?? 0, boats?.tried ?? 0)
  })

  test('one that is broken is shown with two risks, their totals and what fell', async ({
    assert,
  }) => {
    const [said = ''] = messages(
      await judge(
        `${PREMIUM.replace('250 | 1.20', '250 | 0.90')}\nexpect lower deductible never costs less\n`
      )
    )
    assert.match(
      said,
      /^RATE520 With lower deductible \d+ of \d+ pairs of risks cost less\. Risk \d+ of the book, boat \d: HULL deductible 500 to 250: the total goes from (\d+\.\d\d) to (\d+\.\d\d) \(HULL of boat \d from (\d+\.\d\d) to (\d+\.\d\d)\)\.$/
    )
    const [before, after, hull, lower] = [...said.matchAll(/\d+\.\d\d/g)].map(Number)
    assert.closeTo((before ?? 0) - (after ?? 0), 10, 1e-6)
    assert.closeTo((hull ?? 0) - (lower ?? 0), 10, 1e-6)
  })

  test('a mean out of its range is an error with the mean in it', async ({ assert }) => {
    const [said = ''] = messages(
      await judge(`${PREMIUM}\nexpect mean of each boat with HULL between 1 and 2 a year\n`)
    )
    assert.match(
      said,
      /^RATE520 Over \d+ of them the mean of each boat with HULL is \d+\.\d\d a year, not between 1 and 2\.$/
    )
  })

  test('one that no risk could try is a warning', async ({ assert }) => {
    const { compiled, expectations } = compileSmall(
      `${PREMIUM}\nexpect lower deductible never costs less\n`
    )
    if (!compiled) return assert.fail('the plan does not compile')
    const results = await judgeExpectations(prepare(compiled), expectations, [])
    assert.deepEqual(messages(results), [
      'RATE524 No risk of the book could be used to try lower deductible.',
    ])
  })
})
