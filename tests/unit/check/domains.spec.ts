import { test } from '@japa/runner'
import { compileSmall } from '#tests/support/check_programs'

/** What the compiler finds in a table of one band, keyed by a whole value of a boat. */
function findings(expression: string, band: string): readonly string[] {
  const { lines } = compileSmall(`
let n of boat = ${expression}

table factor_of  by n in band  gives factor
  ${band} | 1.000

premium of each boat, each coverage
  base   100.00
  times  factor_of[n]
  round  to 0.01
`)
  return lines
}

/** Whole values with their least and their greatest, worked out by hand from the product's ranges. */
const RANGES: readonly (readonly [expression: string, low: number, high: number])[] = [
  ['feet', 10, 60],
  ['feet + policy.term', 16, 72],
  ['feet - policy.term', -2, 54],
  ['-feet', -60, -10],
  ['feet * policy.term', 60, 720],
  ['-feet * policy.term', -720, -60],
  ['-feet * -feet', 100, 3600],
  ['feet, at most 40', 10, 40],
  ['feet, at least 20', 20, 60],
  ['feet, at most 90', 10, 60],
  ['feet, at least 5', 10, 60],
  ['count of boats', 1, 4],
  ['count of skippers with born_on within 30 years before policy.effective_on', 0, 3],
  ['sum of feet over boats', 10, 240],
  ['highest of feet over boats', 10, 60],
  ['sum of count of claims over skippers', 0, 15],
  ['whole years from steered.born_on to policy.effective_on', 16, 100],
  ['whole months from steered.born_on to policy.effective_on', 192, 1211],
  ['7', 7, 7],
]

test.group('The values that a key can take', () => {
  for (const [expression, low, high] of RANGES) {
    test(`${expression} runs from ${low} to ${high}`, ({ assert }) => {
      assert.deepEqual(findings(expression, `${low} to ${high}`), [])
      const [below = ''] = findings(expression, `${low + 1} and over`)
      assert.match(below, new RegExp(`has no row for n ${low}[,.]?$`))
      const [above = ''] = findings(expression, `under ${high}`)
      assert.match(above, new RegExp(`has no row for n ${high}[,.]?$`))
    })
  }

  test('a rounded value lies within one unit of what is rounded', ({ assert }) => {
    assert.deepEqual(findings('feet / 2 rounded to 1', '4 to 31'), [])
  })
})
