import { readFile } from 'node:fs/promises'

import { test } from '@japa/runner'

import { rateByHand, workByHand } from '#tests/support/texas_by_hand'
import type { HandFacts, HandPremium } from '#tests/support/texas_by_hand'
import { readExamples, texasPlan } from '#tests/support/texas_examples'
import type { WorkedExample } from '#tests/support/texas_examples'

const examples = readExamples(texasPlan())
const worked = examples.map((example) => ({ example, result: rateByHand(example.facts) }))
const premiums = worked.flatMap(({ result }) => result.premiums)

const RULES = [
  ...['decline UW-1', 'decline UW-2', 'refer UW-3', 'refer UW-4', 'refer UW-5'],
  ...['require UW-6', 'require UW-7'],
]

/** Where an example says something else than the manual worked by hand; empty when it agrees. */
function disagreements({ facts, premiums: shown, ...example }: WorkedExample): readonly string[] {
  const result = rateByHand(facts)
  const differ = (what: string, written: unknown, found: unknown) =>
    String(written) === String(found) ? [] : [`${what} is ${written}, by hand ${found}`]
  return [
    ...shown.flatMap(({ coverage, vehicle, amount, by }) => {
      const found = result.premiums.find(
        (premium) => premium.coverage === coverage && premium.vehicle === vehicle
      )
      const what = `${coverage} of vehicle ${vehicle}`
      return [
        ...differ(what, amount, found?.amount),
        ...differ(`the arithmetic of ${what}`, by, found && arithmetic(found, facts)),
        ...differ(`${what} worked`, amount, workByHand(by)),
      ]
    }),
    ...differ('the fee', example.fee, result.fee),
    ...differ('the total', example.total, result.total),
    ...differ('what fires', example.rules, result.rules),
    ...differ('what does not', example.none, silent(result.rules)),
  ]
}

function arithmetic({ cells, discount }: HandPremium, { policy }: HandFacts): string {
  const numbers = cells.map(({ text }) => text)
  return [...numbers, `(1 - ${discount})`, `(${policy.term} / 12)`].join(' * ')
}

function silent(rules: readonly string[]): readonly string[] {
  const fires = (action: string) => rules.some((rule) => rule.startsWith(action))
  return [
    ...(fires('decline') ? [] : ['decline']),
    ...(fires('refer') ? [] : ['referral']),
    ...(fires('require') ? [] : ['requirement']),
  ]
}

/** The rows of a table that the examples read, as written. */
function rowsRead(table: string): ReadonlySet<string> {
  const cells = premiums.flatMap((premium) => premium.cells)
  return new Set(cells.filter((cell) => cell.table === table).map(({ row }) => row))
}

function changeLastDigit(decimal: string): string {
  return decimal.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
}

test.group('Texas examples: each agrees with the manual worked by hand', () => {
  for (const example of examples) {
    test(example.title, ({ assert }) => {
      assert.isNotEmpty(example.premiums)
      assert.isEmpty(disagreements(example))
    })
  }

  test('an example of one vehicle shows each of its premiums', ({ assert }) => {
    for (const { example, result } of worked) {
      if (example.facts.vehicles.length > 1) continue
      assert.lengthOf(example.premiums, result.premiums.length, example.title)
    }
  })

  test('any single number changed in any example is noticed', ({ assert }) => {
    for (const example of examples) {
      const changes: readonly WorkedExample[] = [
        { ...example, total: changeLastDigit(example.total) },
        { ...example, fee: changeLastDigit(example.fee) },
        ...example.premiums.flatMap((premium) => {
          const others = example.premiums.filter((other) => other !== premium)
          const numbers = Array.from(premium.by.matchAll(/\d+\.\d+/g))
          return [
            { ...premium, amount: changeLastDigit(premium.amount) },
            ...numbers.map(({ 0: number, index }) => ({
              ...premium,
              by:
                premium.by.slice(0, index) +
                changeLastDigit(number) +
                premium.by.slice(index + number.length),
            })),
          ].map((changed) => ({ ...example, premiums: [...others, changed] }))
        }),
      ]
      assert.isAbove(changes.length, 10)
      for (const changed of changes) assert.isNotEmpty(disagreements(changed), example.title)
    }
  })

  test('a rule that is left out or added is noticed', ({ assert }) => {
    for (const example of examples) {
      for (const rule of RULES) {
        const rules = example.rules.includes(rule)
          ? example.rules.filter((other) => other !== rule)
          : [...example.rules, rule]
        assert.isNotEmpty(disagreements({ ...example, rules }), `${example.title}: ${rule}`)
      }
    }
  })
})

test.group('Texas examples: between them they reach the whole manual', () => {
  test('there are at least 22, each with a title of its own', ({ assert }) => {
    assert.isAtLeast(examples.length, 22)
    assert.equal(new Set(examples.map(({ title }) => title)).size, examples.length)
  })

  test('every limit and deductible is chosen in one', async ({ assert }) => {
    for (const table of ['limit', 'deductible']) {
      const csv = await readFile(
        new URL(`../../../plugins/tx/tables/${table}.csv`, import.meta.url),
        'utf8'
      )
      const [, ...lines] = csv.trimEnd().split('\n')
      const rows = lines.map((line) => line.split(',').slice(0, 2).join(', '))
      assert.sameMembers([...rowsRead(table)], rows)
    }
  })

  test('both terms, one vehicle and more, eight of each', ({ assert }) => {
    const fees = new Set(examples.map(({ fee }) => fee))
    assert.includeMembers([...fees], ['2.50', '5.00', '10.00', '40.00'])
    const sizes = examples.map(({ facts }) => `${facts.drivers.length}x${facts.vehicles.length}`)
    assert.includeMembers(sizes, ['1x1', '2x1', '2x2', '1x2', '8x8'])
    assert.sameMembers([...new Set(examples.map(({ facts }) => facts.policy.term))], [6, 12])
  })

  test('every discount is granted alone in one, and none at all in another', ({ assert }) => {
    const alone = new Set(
      premiums.filter(({ granted }) => granted.length <= 1).map(({ granted: [name] }) => name)
    )
    assert.sameMembers(
      [...alone],
      [
        undefined,
        ...['multi_car', 'homeowner', 'paid_in_full', 'paperless', 'clean_record', 'course'],
        ...['good_student', 'antitheft'],
      ]
    )
  })

  test('the most that may be taken off is just met in one and exceeded in another', ({
    assert,
  }) => {
    const capped = premiums.filter(({ discount }) => discount === '0.25')
    const sets = capped.map(({ granted }) => granted.join(' '))
    assert.include(sets, 'multi_car homeowner paperless clean_record')
    assert.isTrue(capped.some(({ granted }) => granted.length > 4))
  })

  test('the minimum premium is reached in one and just missed in another', ({ assert }) => {
    assert.isTrue(premiums.some(({ minimumReached }) => minimumReached))
    assert.isTrue(
      premiums.some(({ amount, minimumReached }) => amount === '10.00' && !minimumReached)
    )
  })

  for (const rule of RULES) {
    test(`${rule} fires in one and keeps still in most`, ({ assert }) => {
      const firing = examples.filter(({ rules }) => rules.includes(rule))
      assert.isAtLeast(firing.length, 2)
      assert.isBelow(firing.length, examples.length / 2)
    })
  }

  test('each banded table is read on both sides of an edge', ({ assert }) => {
    const edges: Readonly<Record<string, readonly string[]>> = {
      class: ['14 to 16, single', '17, single', '18, single', '19, single'],
      points: ['6 to 7', '8 to 9', '10 and over'],
      inexperience_factor: ['under 1', '1 up to 3', 'all else'],
      mileage: ['0 to 2999', '3000 to 4999', '10000 to 12499', '12500 to 14999'],
      vehicle_age: ['under 1', '1', '14', '15 and over'],
    }
    for (const [table, rows] of Object.entries(edges)) {
      assert.includeMembers([...rowsRead(table)], [...rows], table)
    }
    const scores = examples.map(({ facts }) => facts.policy.insurance_score)
    assert.includeMembers(scores, [649, 650, 709, 710, 200, 997, undefined])
  })
})

test.group('The example quote', () => {
  test('covers two drivers and two vehicles with all six coverages, and fires no rule', async ({
    assert,
  }) => {
    const url = new URL('../../../plugins/tx/examples/quote.json', import.meta.url)
    const quote: { plan: string; facts: HandFacts } = JSON.parse(await readFile(url, 'utf8'))
    const result = rateByHand(quote.facts)
    assert.equal(quote.plan, 'texas_personal_auto')
    assert.lengthOf(quote.facts.drivers, 2)
    assert.lengthOf(result.premiums, 12)
    assert.isEmpty(result.rules)
    assert.equal(result.fee, '5.00')
  })
})
