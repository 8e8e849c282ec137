import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import {
  rateCalifornia,
  workCalifornia,
  type CaliforniaResult,
} from '#tests/support/california_by_hand'
import { californiaExamples, type CaliforniaExample } from '#tests/support/california_examples'

const examples = californiaExamples()
const worked = examples.map((example) => ({ example, result: rateCalifornia(example.facts) }))
const numbers = worked.flatMap(({ result }) => result.premiums).flatMap((each) => each.numbers)
const RULES = [
  ...['decline UW-1', 'decline UW-2', 'decline UW-3', 'decline UW-4', 'refer UW-5', 'refer UW-6'],
  ...['refer UW-7', 'require UW-8'],
]

/** Where an example says something else than the manual worked by hand; empty when it agrees. */
function disagreements(
  { facts, premiums, ...example }: CaliforniaExample,
  result: CaliforniaResult = rateCalifornia(facts)
): readonly string[] {
  const differ = (what: string, written: unknown, found: unknown) =>
    JSON.stringify(written) === JSON.stringify(found)
      ? []
      : [`${what} is ${JSON.stringify(written)}, by hand ${JSON.stringify(found)}`]
  return [
    ...premiums.flatMap(({ coverage, vehicle, amount, by }) => {
      const found = result.premiums.find(
        (premium) => premium.coverage === coverage && premium.vehicle === vehicle
      )
      const what = `${coverage} of vehicle ${vehicle}`
      return [
        ...differ(`the arithmetic of ${what}`, by, found?.by),
        ...differ(what, amount, workCalifornia(by)),
      ]
    }),
    ...differ('the number of premiums', premiums.length, result.premiums.length),
    ...differ('the fees', example.fees, result.fees),
    ...differ('the total', example.total, result.total),
    ...differ('what fires', example.rules, result.rules),
    ...differ('what does not', example.none, silent(result.rules)),
  ]
}

function silent(rules: readonly string[]): readonly string[] {
  const fires = (action: string) => rules.some((rule) => rule.startsWith(action))
  return [
    ...(fires('decline') ? [] : ['decline']),
    ...(fires('refer') ? [] : ['referral']),
    ...(fires('require') ? [] : ['requirement']),
  ]
}

function changed(decimal: string): string {
  return decimal.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
}

test.group('California examples: each agrees with the manual worked by hand', () => {
  for (const example of examples) {
    test(example.title, ({ assert }) => {
      assert.isNotEmpty(example.premiums)
      assert.isEmpty(disagreements(example))
    })
  }

  test('a number that is changed in any example is noticed', ({ assert }) => {
    for (const { example, result } of worked) {
      const [first] = example.premiums
      if (!first) throw new Error(`${example.title} shows no premium`)
      const others = example.premiums.slice(1)
      const altered: readonly CaliforniaExample[] = [
        { ...example, total: changed(example.total) },
        { ...example, fees: { ...example.fees, fraud_fee: '9.99' } },
        { ...example, premiums: [{ ...first, amount: changed(first.amount) }, ...others] },
        ...Array.from(first.by.matchAll(/\d+\.\d+/g), ({ 0: number, index }) => {
          const rest = first.by.slice(index + number.length)
          const by = first.by.slice(0, index) + changed(number) + rest
          return { ...example, premiums: [{ ...first, by }, ...others] }
        }),
      ]
      assert.isAbove(altered.length, 10)
      for (const each of altered) assert.isNotEmpty(disagreements(each, result), example.title)
    }
  })
})

test.group('California examples: between them they reach the whole manual', () => {
  test('there are at least 40, each with a title of its own', ({ assert }) => {
    assert.isAtLeast(examples.length, 40)
    assert.equal(new Set(examples.map(({ title }) => title)).size, examples.length)
  })

  for (const rule of RULES) {
    test(`${rule} fires in one and keeps still in most`, ({ assert }) => {
      const firing = examples.filter(({ rules }) => rules.includes(rule))
      assert.isAtLeast(firing.length, 1)
      assert.isBelow(firing.length, examples.length / 2)
    })
  }

  const whole = [
    ...['limit_bi', 'limit_pd', 'limit_um', 'limit_med', 'liability_group', 'safety'],
    ...['loyalty', 'other_policies', 'use'],
  ]
  for (const table of whole) {
    test(`every row of ${table}.csv is read in one`, async ({ assert }) => {
      const url = new URL(`../../../plugins/ca/tables/${table}.csv`, import.meta.url)
      const [, ...lines] = (await readFile(url, 'utf8')).trimEnd().split('\n')
      const first = (line: string) => /^(?:"([^"]+)"|([^,]+))/.exec(line)
      const rows = lines.map((line) => first(line)?.[1] ?? first(line)?.[2] ?? '')
      const read = new Set(numbers.filter((each) => each.table === table).map(({ row }) => row))
      assert.includeMembers([...read], rows)
    })
  }

  test('bands are read on both sides of an edge', ({ assert }) => {
    const edges: Readonly<Record<string, readonly string[]>> = {
      mileage: ['0 to 1449', '9450 to 10449', '10450 to 11449', '33950 and over'],
      record: ['0', '19', '20', '30'],
      years_licensed: ['yes; 0 to 48; BI, PD', 'yes; 49 and over; BI, PD', 'no; 0 and over; COLL'],
    }
    for (const [table, rows] of Object.entries(edges)) {
      const read = new Set(numbers.filter((each) => each.table === table).map(({ row }) => row))
      assert.includeMembers([...read], [...rows], table)
    }
  })

  test('every discount is granted in one, and a good driver pays a fifth less', ({ assert }) => {
    for (const table of ['good_student', 'mature', 'loyalty', 'other_policies', 'good_driver']) {
      assert.isTrue(
        numbers.some((each) => each.table === table),
        table
      )
    }
    const good = numbers.find(({ table }) => table === 'good_driver')
    assert.equal(good?.text, '(1 - 0.20)')
  })
})
