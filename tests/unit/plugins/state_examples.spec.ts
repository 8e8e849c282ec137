import { test } from '@japa/runner'

import { statePlans } from '#tests/support/state_plans'
import type { StateExample, StatePlan } from '#tests/support/state_plans'
import { addAmounts, workArithmetic } from '#tests/support/worked_arithmetic'

/** Where the numbers of an example disagree with its own arithmetic; empty when they agree. */
function disagreements(example: StateExample, { ending }: StatePlan): readonly string[] {
  const worked = example.premiums.flatMap(({ amount, by }) => {
    const found = workArithmetic(by, ending).amount
    return found === amount ? [] : [`${by} is ${found}, not ${amount}`]
  })
  if (example.premiums.length < example.insured) return worked
  const parts = [...example.premiums, ...example.fees].map(({ amount }) => amount)
  const total = addAmounts(parts)
  return total === example.total ? worked : [...worked, `the total is ${total}`]
}

function nextDigit(decimal: string): string {
  return decimal.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10))
}

for (const plan of statePlans()) {
  const { folder, examples, ending } = plan

  test.group(`Worked examples of ${folder}`, () => {
    test('there are at least 20, each with a title of its own', ({ assert }) => {
      assert.isAtLeast(examples.length, 20)
      assert.equal(new Set(examples.map(({ title }) => title)).size, examples.length)
    })

    test('the arithmetic of each, worked again, comes to its amounts and its total', ({
      assert,
    }) => {
      for (const example of examples) {
        assert.isNotEmpty(example.premiums, example.title)
        assert.isEmpty(disagreements(example, plan), example.title)
        if (example.vehicles === 1) {
          assert.lengthOf(example.premiums, example.insured, example.title)
        }
      }
    })

    test('an amount changed by a dollar, or a total by a cent, is noticed', ({ assert }) => {
      for (const example of examples) {
        const [shown, ...others] = example.premiums
        if (shown === undefined) continue
        const amount = nextDigit(shown.amount.slice(0, -3)) + '.00'
        const premiums = [{ ...shown, amount }, ...others]
        assert.isNotEmpty(disagreements({ ...example, premiums }, plan), example.title)
        if (example.premiums.length < example.insured) continue
        const total = nextDigit(example.total)
        assert.isNotEmpty(disagreements({ ...example, total }, plan), example.title)
      }
    })

    test('every fee is charged in one', ({ assert }) => {
      const charged = examples
        .flatMap(({ fees }) => fees)
        .filter(({ amount }) => amount !== '0.00')
        .map(({ name }) => name)
      assert.sameMembers([...new Set(charged)], [...plan.fees])
    })

    test('every rule fires in one and keeps still in most', ({ assert }) => {
      const actions = new Set(plan.rules.map((rule) => rule.split(' ')[0]))
      assert.includeMembers([...actions], ['decline', 'refer', 'require'])
      for (const rule of plan.rules) {
        const firing = examples.filter(({ rules }) => rules.includes(rule))
        assert.isNotEmpty(firing, rule)
        assert.isBelow(firing.length, examples.length / 2, rule)
      }
    })

    test('the most that discounts take off is met, and the minimum premium reached', ({
      assert,
    }) => {
      const workings = examples.flatMap(({ premiums }) => premiums.map(({ by }) => by))
      assert.isTrue(workings.some((by) => by.includes(`(1 - ${plan.cap})`)))
      assert.isTrue(workings.some((by) => workArithmetic(by, ending).minimumReached))
      assert.isFalse(workings.every((by) => workArithmetic(by, ending).minimumReached))
    })

    test('both terms are sold', ({ assert }) => {
      const workings = examples.flatMap(({ premiums }) => premiums.map(({ by }) => by))
      for (const term of ['(6 / 12)', '(12 / 12)']) {
        assert.isTrue(
          workings.some((by) => by.endsWith(term)),
          term
        )
      }
    })
  })
}
