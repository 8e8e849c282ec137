import { test } from '@japa/runner'
import { prepare, rate, validateFacts } from '#rules/index'
import { compileSmall } from '#tests/support/check_programs'

const BEFORE = `
table hull_factor  by hull  gives factor
  wood  | 1.20
  steel | 1.00

table club_factor  by club  gives factor
  yes | 0.90
  no  | 1.00

table score_factor  by score in band  gives factor
  not given | 1.00
  1 to 100  | 0.80

let wood of boat  = hull_factor[hull]
let older of boat = steered has (whole years from born_on to policy.effective_on > 40)
let helm of boat  = steered
let plain of boat = feet * 2
`

const GIVEN = `
example "one boat"
  given
    policy   effective_on 2026-05-01, term 6, zip 78701, mooring harbour, club no
    skipper  born_on 1980-01-01
    boat     name "A", feet 20, hull wood, value 1000, steered 1
      HULL 250
  expect
    no decline
`

/** What the worksheet says stood in a factor, with its value and the tables it was read from. */
async function explained(factor: string, lets = '') {
  const { compiled, examples, lines } = compileSmall(`${BEFORE}${lets}
premium of each boat, each coverage
  base   100.00
  times  ${factor}
  times  wood
  times  club_factor[policy.club]
  times  score_factor[policy.score]
  round  to 0.01
${GIVEN}`)
  const [example] = examples
  const errors = lines.filter((line) => line.includes(' error '))
  if (!compiled || !example) throw new Error(errors.join('\n'))
  const valid = validateFacts(compiled.program.shape, example.facts)
  if (!valid.ok) throw new Error(JSON.stringify(valid.errors))
  const outcome = await rate(prepare(compiled), valid.facts)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  const line = outcome.worksheet.sections
    .flatMap(({ premiums }) => premiums)
    .find(({ coverage }) => coverage === 'HULL')?.lines[1]
  return `${line?.filledIn} = ${line?.operand}`
}

test.group('What stood in a step', () => {
  const WRITTEN: readonly (readonly [factor: string, written: string])[] = [
    ['wood', 'hull_factor[wood] 1.20 = 1.20'],
    ['hull_factor[hull]', 'hull_factor[wood] = 1.20'],
    ['club_factor[policy.club]', 'club_factor[no] = 1.00'],
    ['score_factor[policy.score]', 'score_factor[not given] = 1.00'],
    ['wood + 0.1', 'hull_factor[wood] 1.20 + 0.1 = 1.30'],
    ['1 - (wood - 1)', '1 - (hull_factor[wood] 1.20 - 1) = 0.80'],
    ['-wood * -1', '-hull_factor[wood] 1.20 x -1 = 1.20'],
    ['-(wood + 1) * -1', '-(hull_factor[wood] 1.20 + 1) x -1 = 2.20'],
    ['wood * (wood + 1)', 'hull_factor[wood] 1.20 x (hull_factor[wood] 1.20 + 1) = 2.640'],
    ['(wood + 1) / 4', '(hull_factor[wood] 1.20 + 1) / 4 = 0.55'],
    ['plain / 40', '40 / 40 = 1'],
    ['(wood, at most 1.1)', 'hull_factor[wood] 1.20, at most 1.1 = 1.1'],
    ['(wood, at least 1.5) * 2', '(hull_factor[wood] 1.20, at least 1.5) x 2 = 3.0'],
    ['(wood * 1.11 rounded to 0.1 up)', '(hull_factor[wood] 1.20 x 1.11) rounded to 0.1 up = 1.4'],
  ]

  for (const [factor, written] of WRITTEN) {
    test(`${factor} reads ${written}`, async ({ assert }) => {
      assert.equal(await explained(factor), written)
    })
  }
})
