import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { printManual } from '#rules/index'
import { texasSources } from '#tests/support/compile_texas'

const PRODUCT = new URL('../../rate/bad/check/small.product.rate', import.meta.url)

const BASE = `plan countrywide "Countrywide Boats"
  of        boats
  version   3
  rounding  half up

table hull_factor  by hull  gives factor
  wood  | 1.25
  steel | 1.00

let age of skipper = whole years from born_on to policy.effective_on

constant club_discount  4 %

rule R-1 "No club"
  when  not policy.club
  then  refer to underwriter "Look at it"

rule R-2 "Young"
  when  any skipper has age < 18
  then  decline "Nobody under 18 steers"

discounts each boat, each coverage
  combine by sum, at most 20 %
  club  "Club"  club_discount  when policy.club

premium of each boat, each coverage
  round every step below to 0.01
  base   100.00             as "Base"
  times  hull_factor[hull]  as "Hull"
  times  1 - discounts      as "Discounts"
  times  0.90               when coverage is HULL and deductible at least 500  as "Deductible"

fee stamp "Stamp"  2.00 each boat  [Act 3]
`

const STATE = `plan texas "Texas Boats"
  extends    countrywide
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-02-01

constant club_discount  6 %

remove rule R-1

insert after step "Hull"
  plus  1.00  when coverage is HULL  as "Survey"  [Act 5]
`

function manualOf(plan = STATE) {
  return printManual({
    product: { name: 'small.product.rate', text: readFileSync(PRODUCT, 'utf8') },
    plan: { name: 'tx/plan.rate', text: plan },
    base: { plan: { name: 'countrywide/plan.rate', text: BASE }, tables: {} },
    tables: {},
  })
}

/** The lines of a chapter of the manual. */
function chapter(manual: string | null, title: string): readonly string[] {
  const [, ...parts] = (manual ?? '').split(/^## /m)
  const found = parts.find((part) => part.split('\n')[0]?.endsWith(`. ${title}`))
  return (found ?? '').split('\n').slice(1).filter(Boolean)
}

test.group('A plan as a manual', () => {
  const { manual } = manualOf()

  test('numbers its rules in the order of a filed manual', ({ assert }) => {
    assert.deepEqual(
      Array.from((manual ?? '').matchAll(/^##? .*$/gm), ([line]) => line),
      [
        '# Texas Boats',
        '## Rule 1. General',
        '## Rule 2. Definitions',
        '## Rule 3. Eligibility',
        '## Rule 4. Discounts',
        '## Rule 5. Order of calculation',
        '## Rule 6. Fees, charges and taxes',
        '## Rule 7. Exceptions to the countrywide plan',
        '## Rule 8. Tables',
      ]
    )
  })

  test('says who is written, what is taken off and what is charged, in words', ({ assert }) => {
    assert.deepEqual(chapter(manual, 'Eligibility'), [
      '- **R-2. Young.** Where there is any skipper whose age is less than 18, the risk is declined: Nobody under 18 steers.',
    ])
    assert.deepEqual(chapter(manual, 'Discounts'), [
      'Discounts are combined by sum; together they take off at most 20 %.',
      '- **Club**: 6 %, where club.',
    ])
    assert.deepEqual(chapter(manual, 'Fees, charges and taxes'), [
      '- **Stamp** (fee): 2.00 for each boat. [Act 3]',
    ])
  })

  test('has the steps of each coverage, without those that are not for it, with citations and marks', ({
    assert,
  }) => {
    const lines = chapter(manual, 'Order of calculation')
    const hull = lines.findIndex((line) => line.startsWith('### ') && line.includes('(HULL)'))
    assert.deepEqual(lines.slice(hull + 1, hull + 7), [
      '1. Round the result of each step below to 0.01, half up.',
      '2. **Base.** Begin with 100.00.',
      '3. **Hull.** Multiply by the hull factor for hull.',
      '4. **Survey.** Add 1.00. [Act 5] *(TX)*',
      '5. **Discounts.** Take off the discounts.',
      '6. **Deductible.** Multiply by 0.90, where deductible is at least 500.',
    ])
    const others = lines.filter((_, at) => at < hull || at > hull + 6)
    assert.notInclude(others.join(), 'Survey')
  })

  test('lists where the state differs from the countrywide plan', ({ assert }) => {
    assert.deepEqual(chapter(manual, 'Exceptions to the countrywide plan'), [
      '- The rule R-1 does not apply.',
      '- "Survey" after the step "Hull".',
      '- In place of the countrywide ones: constant club discount.',
    ])
  })

  test('has the tables with their sizes and first rows', ({ assert }) => {
    assert.deepEqual(chapter(manual, 'Tables'), [
      '### Table 1. Hull factor',
      'By hull: 2 rows, in the plan',
      '| hull | factor |',
      '| --- | --- |',
      '| wood | 1.25 |',
      '| steel | 1.00 |',
    ])
  })

  test('of Texas has every rule, step and table of its program', ({ assert }) => {
    const { manual: texas } = printManual(texasSources())
    for (const part of [
      'UW-1',
      'UW-7',
      'Base rate',
      'Minimum premium',
      'Class factor',
      '28 TAC 5.205',
    ]) {
      assert.include(texas ?? '', part)
    }
    assert.notMatch(texas ?? '', /undefined|\[object/)
  })

  test('of a plan with errors is none', ({ assert }) => {
    const { manual: none, diagnostics } = manualOf(STATE.replace('rule R-1', 'rule R-9'))
    assert.isNull(none)
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['RATE231']
    )
  })
})
