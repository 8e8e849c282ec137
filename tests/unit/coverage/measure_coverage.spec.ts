import { test } from '@japa/runner'
import { compile, coveredPercent, measureCoverage, renderCoverage } from '#rules/index'
import type { CoverageReport } from '#rules/index'
import { compileTexas } from '#tests/support/compile_texas'

const PRODUCT = `product bicycle "Bicycle"
  currency USD

policy
  effective_on  date         "First day of cover"
  score         integer 0 to 100  "Safety score"
  club          none, local       "Club"

bicycle  1 to 2
  value   money 50.00 to 5000.00  "Value"

coverage of bicycle
  THEFT   "Theft"
  DAMAGE  "Damage"  optional
`

const PLAN = `plan bicycles "Bicycles"
  of         bicycle
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

table factor  by score in band  gives factor
  under 50     | 1.20
  50 up to 80  | 1.10
  80 and over  | 1.00

let counted = policy.score, at most 90

rule B-1 "Low and lonely"
  when  policy.score < 10 and policy.club is none
  then  decline "Too careless"

discounts each bicycle, each coverage
  combine by sum, at most 10 %
  club   "Club"   8 %  when policy.club is local
  score  "Score"  5 %  when policy.score >= 90

premium of each bicycle, each coverage
  base      0.01 * value                             as "Value"
  times     factor[counted]                          as "Score"
  times     1.50            when coverage is DAMAGE  as "Damage"
  times     1 - discounts                            as "Discounts"
  at least  5.00                                     as "Minimum"
  round     to 0.01

fee big "Dear bicycle"  1.00 each bicycle when value > 4000.00

example "A careful member"
  given
    policy   effective_on 2026-05-01, score 80, club local
    bicycle  value 1000.00
      THEFT
  expect
    THEFT of bicycle 1 = 9.20
`

async function measure(plan: string, risks: number): Promise<CoverageReport> {
  const { compiled, examples, diagnostics } = compile({
    product: { name: 'product.rate', text: PRODUCT },
    plan: { name: 'plan.rate', text: plan },
    tables: {},
  })
  if (!compiled) throw new Error(JSON.stringify(diagnostics))
  return measureCoverage(compiled, examples, { risks, seed: 1 })
}

function those({ points }: CoverageReport, reach: string): readonly string[] {
  return points
    .filter((point) => point.reach === reach)
    .map(({ kind, of, what }) => `${kind} ${of}: ${what}`)
}

test.group('What of a plan is reached', () => {
  test('by its examples: each outcome of rules, parts, steps, caps, discounts and fees, edges and rows', async ({
    assert,
  }) => {
    assert.deepEqual(those(await measure(PLAN, 0), 'examples'), [
      'rule B-1: does not fire',
      'bound counted, at most 90: does not bind',
      'discount club: granted',
      'discount score: not granted',
      'bound the cap of the discounts: does not bind',
      'step Value: applies',
      'step Score: applies',
      'step Damage: does not apply',
      'step Discounts: applies',
      'bound Minimum, at least 5.00: does not bind',
      'step Rounding: applies',
      'fee big: not charged',
      'branch B-1: policy.score < 10: does not hold',
      'branch B-1: policy.club is none: does not hold',
      'row factor: score 80 and over',
      'edge factor: score 80',
    ])
  })

  test('generated risks reach the rest, both sides of each edge too', async ({ assert }) => {
    const report = await measure(PLAN, 1500)
    assert.deepEqual(those(report, 'never'), [])
    assert.includeMembers(
      [...those(report, 'generated')],
      [
        'rule B-1: fires',
        'bound counted, at most 90: binds',
        'bound the cap of the discounts: binds',
        'bound Minimum, at least 5.00: binds',
        'step Damage: applies',
        'fee big: charged',
        'edge factor: score 49',
        'edge factor: score 50',
        'edge factor: score 79',
        'row factor: score under 50',
      ]
    )
  })

  test('the same seed gives the same report, byte for byte', async ({ assert }) => {
    assert.equal(JSON.stringify(await measure(PLAN, 50)), JSON.stringify(await measure(PLAN, 50)))
  })

  test('the percentage leaves rows of tables out, and 100 means all of the rest', async ({
    assert,
  }) => {
    const report = await measure(PLAN, 0)
    const counted = report.points.filter(({ kind }) => kind !== 'row')
    const covered = counted.filter(({ reach }) => reach === 'examples')
    assert.equal(coveredPercent(report), Math.floor((100 * covered.length) / counted.length))
    const all = report.points.map((point) => ({
      ...point,
      reach: point.kind === 'row' ? ('never' as const) : ('examples' as const),
    }))
    assert.equal(coveredPercent({ points: all }), 100)
    const [first, ...rest] = all
    assert.isDefined(first)
    assert.equal(
      coveredPercent({
        points: [...rest, ...all, ...(first ? [{ ...first, reach: 'never' as const }] : [])],
      }),
      98
    )
  })

  test("what can never happen is told apart from what the examples don't show", async ({
    assert,
  }) => {
    const never = PLAN.replace('policy.score < 10 and', 'policy.score < 0 and')
    const report = await measure(never, 1500)
    assert.deepEqual(those(report, 'never'), [
      'rule B-1: fires',
      'branch B-1: policy.score < 0: holds',
    ])
    const text = renderCoverage(report, { all: false })
    assert.match(text, /Nothing reaches\n {2}rules {2}B-1: fires\n/)
    assert.match(text, /Only generated risks reach\n/)
    assert.match(text, /^The largest risk takes 24 steps, \d+ look-ups and \d+ rules\.$/m)
  })

  test('Texas tells its rules, steps and caps all shown by its own examples', async ({
    assert,
  }) => {
    const { compiled, examples } = compileTexas()
    if (!compiled) throw new Error('Texas has errors')
    const report = await measureCoverage(compiled, examples, { risks: 0, seed: 1 })
    const kinds = new Set(['rule', 'step', 'bound', 'discount'])
    const missed = report.points.filter(
      ({ kind, reach }) => kinds.has(kind) && reach !== 'examples'
    )
    assert.deepEqual(missed, [])
  })
})
