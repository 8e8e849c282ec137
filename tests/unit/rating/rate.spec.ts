import { test } from '@japa/runner'

import type { Expression, HashedProgram } from '#rules/program/program'
import { prepare, type PreparedProgram } from '#rules/rating/prepare'
import { rate } from '#rules/rating/rate'
import type { CoveragePremium, Worksheet } from '#rules/rating/worksheet'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'
import { marinaFacts } from '#tests/support/marina_facts'
import { marinaPlan } from '#tests/support/marina_plan'

const prepared = marinaPlan()

async function worksheetOf(
  ...facts: Parameters<typeof marinaFacts> extends [unknown, ...infer Rest] ? Rest : never
): Promise<Worksheet> {
  const outcome = await rate(prepared, marinaFacts(prepared, ...facts))
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  return outcome.worksheet
}

function premiumOf(worksheet: Worksheet, entity: string, coverage: string | null): CoveragePremium {
  const premiums = worksheet.sections.flatMap((section) =>
    section.entity === entity ? section.premiums : []
  )
  const found = premiums.find((premium) => premium.coverage === coverage)
  if (!found) throw new Error(`No ${entity} ${coverage}`)
  return found
}

/** The marina's program with the operand of its first step replaced. */
function withFirstOperand(operand: Expression): PreparedProgram {
  const { program, hash } = prepared.compiled
  const [first, ...rest] = program.premiums
  if (!first) throw new Error('No premium')
  const [base, ...steps] = first.steps
  if (!base) throw new Error('No step')
  const premiums = [{ ...first, steps: [{ ...base, operand }, ...steps] }, ...rest]
  const altered: HashedProgram = { hash, program: { ...program, premiums } }
  return prepare(altered)
}

const constant = (value: string): Expression => ({ op: 'constant', type: 'decimal', value })

test.group('Worksheet: steps', () => {
  test('a step carries its operand, keys, row, running value and place', async ({ assert }) => {
    const { lines } = premiumOf(await worksheetOf(), 'boat', 'HULL')
    assert.deepInclude(lines[0], {
      op: 'base',
      name: 'Hull',
      text: 'hull',
      status: 'applied',
      operand: '20.4525',
      filledIn: 'hull_rate[5, none] 20.25 x wide_rate[5, none] 1.01',
      value: '20.4525',
      rounding: null,
    })
    assert.deepEqual(
      lines[0]?.sources.map(({ table, file }) => ({ table, file })),
      [
        { table: 'hull_rate', file: null },
        { table: 'wide_rate', file: null },
      ]
    )
    assert.isAbove(lines[0]?.at.line ?? 0, 0)
  })

  test('a step whose condition fails says so, and the other branch is taken', async ({
    assert,
  }) => {
    const statuses = ({ lines }: CoveragePremium) =>
      lines.map(({ name, status }) => `${name}: ${status}`)
    const careful = statuses(premiumOf(await worksheetOf(), 'boat', 'HULL'))
    assert.includeMembers(careful, ['Mishaps: does not apply', 'Careful: applied'])
    const idle = premiumOf(await worksheetOf(), 'boat', 'HULL').lines.find(
      ({ name }) => name === 'Mishaps'
    )
    assert.deepInclude(idle, { operand: null, filledIn: null, value: null })
  })

  test('a bound that is not reached leaves the value, one that is reached replaces it', async ({
    assert,
  }) => {
    const ceiling = async (length: number) => {
      const boat = { length, engine: 'outboard' }
      const { lines } = premiumOf(await worksheetOf({}, [boat]), 'boat', 'HULL')
      return lines.find(({ name }) => name === 'Ceiling')
    }
    assert.deepInclude(await ceiling(5), { status: 'not reached', operand: '60.00' })
    const floor = premiumOf(
      await worksheetOf({ members: 0, rating: 9, harbour: 'sea' }),
      'policy',
      null
    )
    assert.equal(floor.lines.at(-1)?.status, 'not reached')
    const high = premiumOf(
      await worksheetOf({ members: 900, harbour: 'lake', sums_insured: '90000.00' }),
      'policy',
      null
    )
    assert.equal(high.premium, '172.50')
  })

  test('a rounding shows itself and gives the digits of its multiple', async ({ assert }) => {
    const { lines, premium } = premiumOf(await worksheetOf(), 'policy', 'PIER')
    assert.deepInclude(lines.at(-1), {
      op: 'round',
      operand: null,
      value: '18.80',
      rounding: 'to 0.10 up',
    })
    assert.equal(premium, '18.80')
  })

  test('totals are the sums of what is shown', async ({ assert }) => {
    const worksheet = await worksheetOf({}, [{}, { engine: 'inboard', length: 12 }])
    const cents = (text: string) => BigInt(text.replace('.', ''))
    const premiums = worksheet.sections.flatMap((section) => section.premiums)
    const sum = premiums.reduce((all, { premium }) => all + cents(premium), 0n)
    const fees = worksheet.fees.reduce((all, { amount }) => all + cents(amount), 0n)
    assert.equal(cents(worksheet.premium), sum)
    assert.equal(cents(worksheet.feeTotal), fees)
    assert.equal(cents(worksheet.total), sum + fees)
    for (const { subtotal, premiums: own } of worksheet.sections) {
      assert.equal(
        cents(subtotal),
        own.reduce((all, { premium }) => all + cents(premium), 0n)
      )
    }
  })
})

test.group('Worksheet: discounts, fees and rules', () => {
  test('each discount is granted or not, and the cap is told', async ({ assert }) => {
    const { lines } = premiumOf(await worksheetOf({ patrolled: true }), 'boat', 'HULL')
    const detail = lines.find(({ discounts }) => discounts)?.discounts
    assert.deepEqual(
      detail?.items.map(({ name, status, percent }) => [name, status, percent]),
      [
        ['old_hand', 'granted', '0.125'],
        ['patrolled', 'granted', '0.10'],
        ['small', 'granted', '0.15'],
        ['always', 'granted', '0.01'],
      ]
    )
    // 1 - 0.875 * 0.9 * 0.85 * 0.99
    assert.deepInclude(detail, { sum: '0.33731875', atMost: '0.30', taken: '0.30' })
    const plain = premiumOf(await worksheetOf({}, [{ length: 9 }]), 'boat', 'HULL')
    assert.equal(plain.lines.find(({ discounts }) => discounts)?.discounts?.items[2]?.percent, null)
  })

  test('a fee is charged for each entity it applies to, by the term', async ({ assert }) => {
    const boats = [{}, { engine: 'inboard', length: 6 }, { engine: 'outboard', length: 12 }]
    const { fees } = await worksheetOf({ term: 3 }, boats)
    assert.deepEqual(
      fees.map(({ name, count, filledIn, amount }) => [name, count, filledIn, amount]),
      [
        ['berth', 3, '4.55 x 3 boats x 3/12', '3.40'],
        ['long', 2, '1.255 + 2.345', '3.60'],
        ['office', 1, '9.99', '9.99'],
      ]
    )
    const [, long] = (await worksheetOf()).fees
    assert.deepInclude(long, { status: 'does not apply', count: 0, amount: '0.00' })
  })

  test('rules tell what they decided and the facts that decided it', async ({ assert }) => {
    const { decision, applied, notApplied } = await worksheetOf({ harbour: 'sea' }, [
      { length: 31 },
      { length: 5 },
    ])
    assert.equal(decision, 'decline')
    assert.deepEqual(applied[0], {
      rule: 'H-1',
      title: 'Long boats at sea',
      action: 'decline',
      reason: 'Too long',
      to: null,
      citation: null,
      because: 'policy.harbour sea, boat 1: length 31',
    })
    const calm = await worksheetOf()
    assert.equal(calm.decision, 'accept')
    assert.include(
      calm.notApplied.map(({ rule, because }) => `${rule}: ${because}`),
      'H-1: policy.harbour lake, boat 1: length 5'
    )
    assert.lengthOf(
      [...applied, ...notApplied],
      prepared.compiled.program.groups
        .flatMap(({ rules }) => rules)
        .filter(({ event }) => event.type !== 'step' && event.type !== 'discount').length
    )
  })

  test('a risk without the repeated entity has no section for it', async ({ assert }) => {
    const { sections, fees } = await worksheetOf({}, [])
    assert.deepEqual(
      sections.map(({ entity }) => entity),
      ['policy']
    )
    assert.deepInclude(fees[0], { status: 'does not apply', filledIn: '0 boats' })
  })

  test('answers that are private or sensitive stay out of the worksheet', async ({ assert }) => {
    assert.notInclude(JSON.stringify(await worksheetOf()), 'Nemo')
  })
})

test.group('Risks that a plan does not rate', () => {
  test('a value outside a table is refused with the place of the field', async ({ assert }) => {
    const boat = { length: 8, engine: 'inboard' }
    const outcome = await rate(prepared, marinaFacts(prepared, {}, [{}, boat]))
    assert.deepEqual(outcome, {
      ok: false,
      errors: [
        {
          path: 'boats[1].length',
          pointer: '/boats/1/length',
          code: 'outside_table',
          message: `This plan doesn't rate it: table "length_fee" has no row for 8.`,
          help: null,
        },
      ],
    })
  })

  test('a value outside a table that was found among a list is refused with the list', async ({
    assert,
  }) => {
    const longest = marinaPlan((plan) =>
      plan
        .replace('policy.sums_insured * 0.00125 ', 'length_fee[longest] ')
        .replace(
          'let mean_seasons',
          'let longest = (highest of length over boats, at least 2)\nlet mean_seasons'
        )
    )
    const outcome = await rate(longest, marinaFacts(longest, {}, [{ length: 8 }]))
    assert.deepEqual(outcome.ok ? [] : outcome.errors.map(({ path, pointer }) => [path, pointer]), [
      ['boats', '/boats'],
    ])
    assert.isNull(await differenceFromOracle(longest, marinaFacts(longest, {}, [{ length: 8 }])))
  })

  test('division by zero is refused, should a program come to it', async ({ assert }) => {
    const divided = withFirstOperand({ op: 'divide', left: constant('1'), right: constant('0.00') })
    const outcome = await rate(divided, marinaFacts(prepared))
    assert.equal(outcome.ok ? '' : outcome.errors[0]?.code, 'division_by_zero')
  })

  test('an operand that is not given is refused, should a program come to it', async ({
    assert,
  }) => {
    const missing = withFirstOperand({ op: 'field', entity: 'policy', field: 'rating' })
    const outcome = await rate(missing, marinaFacts(prepared))
    assert.equal(outcome.ok ? '' : outcome.errors[0]?.code, 'not_given')
  })

  test('a program that names what it lacks is refused when it is prepared', ({ assert }) => {
    assert.throws(
      () => withFirstOperand({ op: 'value', name: 'nothing' }),
      'The program names "nothing", which it lacks'
    )
  })
})
